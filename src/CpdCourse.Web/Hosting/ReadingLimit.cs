using System.Security.Claims;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// How many answers a minute are made for one reader. What is kept for all and files cost nothing and do not count: so a school of visitors behind one
/// address reads as one network, and those who are signed in are counted each alone, wherever they sit.
/// </summary>
internal sealed class ReadingLimit(LimitsSettings limits, SecurityLog events, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TimeWindows networks = new(limits.ReadsPerMinute, Minute, clock);

    // By themselves: a flood from many networks must leave them room.
    private readonly TimeWindows accounts = new(limits.ReadsPerMinute, Minute, clock);
    private readonly TimeWindows notes = new(1, Minute, clock);

    /// <summary>Whether one more answer may be made for whoever asks; otherwise "too many" is what they are told.</summary>
    public bool Allows(HttpContext http)
    {
        var account = http.User.FindFirst(ClaimTypes.NameIdentifier)?.Value;
        var who = account ?? ServerHosting.Network(http);
        if ((account is null ? networks : accounts).TryTake(who, out var rest))
        {
            return true;
        }

        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = Math.Ceiling(rest.TotalSeconds).ToString(Say.Culture);
        if (notes.TryTake(who))
        {
            // Once a minute: a flood must not fill the log.
            events.TooManyRequests(http.PageInLog(), "reading");
        }

        return false;
    }
}

internal static class ReadingLimits
{
    /// <summary>Comes once it is known who asks. Answers that are made without that ask <see cref="ReadingLimit"/> themselves.</summary>
    public static void UseReadingLimit(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<ReadingLimit>();
        app.Use(
            (http, next) => IsCounted(http) && !limit.Allows(http) ? Task.CompletedTask : next(http)
        );
    }

    // The page that says what is wrong comes by here as well, for a request that was counted.
    private static bool IsCounted(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && http.Features.Get<IStatusCodeReExecuteFeature>() is null
        && http.Features.Get<IExceptionHandlerFeature>() is null
        && http.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is null;
}
