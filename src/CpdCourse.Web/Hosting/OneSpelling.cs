using Microsoft.AspNetCore.Http.Extensions;

namespace CpdCourse.Web.Hosting;

/// <summary>One address for one page: lower case, no trailing slash, /thing/12 and /things/012 at /things/12.</summary>
internal static class OneSpelling
{
    private static readonly string[] Understood =
    [
        HttpMethods.Get,
        HttpMethods.Head,
        HttpMethods.Post,
    ];

    public static void UseOneSpelling(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (!Understood.Contains(context.Request.Method, StringComparer.Ordinal))
                {
                    context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                    context.Response.Headers.Allow = string.Join(", ", Understood);
                    return Task.CompletedTask;
                }

                var path = context.Request.Path.Value ?? "/";
                var bare = Bare(path);
                if (
                    bare == path
                    || !(
                        HttpMethods.IsGet(context.Request.Method)
                        || HttpMethods.IsHead(context.Request.Method)
                    )
                )
                {
                    return next(context);
                }

                var target = UriHelper.BuildRelative(
                    context.Request.PathBase,
                    bare,
                    context.Request.QueryString
                );
                context.Response.Redirect(target, permanent: true, preserveMethod: true);
                return Task.CompletedTask;
            }
        );

    internal static string Bare(string path)
    {
        var bare = path.TrimEnd('/');
        if (bare.Length == 0 || bare.StartsWith("//", StringComparison.Ordinal))
        {
            return bare.Length == 0 ? "/" : "/" + bare.TrimStart('/');
        }

        var parts = (Addresses.HoldsKey(bare) ? bare : bare.ToLowerInvariant()).Split('/');
        if (parts[1] == "thing")
        {
            parts[1] = "things";
        }

        if (
            parts[1] == "things"
            && parts.Length > 2
            && parts[2].Length is > 1 and < 10
            && parts[2][0] == '0'
            && parts[2].All(char.IsAsciiDigit)
        )
        {
            parts[2] = parts[2].TrimStart('0') is { Length: > 0 } number ? number : "0";
        }

        return string.Join('/', parts);
    }
}
