namespace CpdCourse.Web.Hosting;

/// <summary>The same few promises on every answer: only our own files, no frames, no guessing of types.</summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private const string OneYear = "max-age=31536000; includeSubDomains";

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
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
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
}
