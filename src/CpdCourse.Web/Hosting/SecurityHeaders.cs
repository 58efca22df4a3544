using Microsoft.AspNetCore.Diagnostics;

namespace CpdCourse.Web.Hosting;

/// <summary>The same few promises on every answer: only our own files, no frames, no guessing of types.</summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private const string IntoNoFrame = "frame-ancestors 'none'";
    private const string IntoAnyFrame = "frame-ancestors *";

    private const string OneYear = "max-age=31536000; includeSubDomains";

    // What is opened by a key that stands in its address. No link on such a page and nothing it loads may carry the key on, not even to ourselves.
    private static readonly PathString[] OpenedByKey =
    [
        "/forgot",
        "/confirm",
        "/setup",
        "/stop-replies",
    ];

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var isHttps =
            app.Services.GetRequiredService<SiteSettings>().Base.Scheme == Uri.UriSchemeHttps;
        app.Use(
            (context, next) =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = ContentSecurityPolicy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = IsOpenedByKey(context)
                    ? "no-referrer"
                    : "strict-origin-when-cross-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Permissions-Policy"] =
                    "camera=(), geolocation=(), microphone=(), payment=()";
                if (isHttps)
                {
                    headers.StrictTransportSecurity = OneYear;
                }

                return next(context);
            }
        );
    }

    /// <summary>Lets other sites show this one answer in a frame. It must be the same for everybody and hold nothing that can be pressed by mistake.</summary>
    public static void LetIntoFrames(HttpResponse answer) =>
        answer.Headers.ContentSecurityPolicy = ContentSecurityPolicy.Replace(
            IntoNoFrame,
            IntoAnyFrame,
            StringComparison.Ordinal
        );

    // Also when the answer is that the key fits no longer, or an error.
    private static bool IsOpenedByKey(HttpContext context)
    {
        PathString path =
            context.Features.Get<IExceptionHandlerPathFeature>()?.Path
            ?? context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            ?? context.Request.Path;
        foreach (var opened in OpenedByKey)
        {
            if (path.StartsWithSegments(opened))
            {
                return true;
            }
        }

        return false;
    }
}
