using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// How long an address may be, and what may be sent along with it. The server under us answers what is too large with a number alone: so it lets through some
/// more than we take, and we say a sentence.
/// </summary>
internal static class RequestSizes
{
    internal const int LongestAddress = 8_000;
    internal const int MostHeaders = 100;
    internal const int LargestHeaders = 32 * 1024;

    // A colon, a space, and the end of the line.
    private const int AroundHeader = 4;

    public static void LetThroughMore(KestrelServerLimits server)
    {
        server.MaxRequestLineSize = 4 * LongestAddress;
        server.MaxRequestHeaderCount = 2 * MostHeaders;
        server.MaxRequestHeadersTotalSize = 2 * LargestHeaders;
    }

    /// <summary>Comes after the error pages, which are made from the same request.</summary>
    public static void UseRequestSizes(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (
                    Problem(http) is not { } status
                    || http.Features.Get<IStatusCodeReExecuteFeature>() is not null
                )
                {
                    return next(http);
                }

                http.Response.StatusCode = status;
                return Task.CompletedTask;
            }
        );

    private static int? Problem(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestFeature>() is { RawTarget.Length: > LongestAddress })
        {
            return StatusCodes.Status414UriTooLong;
        }

        var (count, size) = (0, 0);
        foreach (var (name, values) in http.Request.Headers)
        {
            foreach (var value in values)
            {
                count++;
                size += name.Length + (value?.Length ?? 0) + AroundHeader;
            }
        }

        return count > MostHeaders || size > LargestHeaders
            ? StatusCodes.Status431RequestHeaderFieldsTooLarge
            : null;
    }
}
