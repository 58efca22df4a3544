namespace CpdCourse.Web.Hosting;

/// <summary>
/// Where other sites send what they say (protocols 1.2). Whoever sends it is nobody: a page elsewhere could have the browser of somebody who is signed in send
/// it, too. A form of our own may know its reader, for the page that answers it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ReadsNoCookiesAttribute : Attribute;

internal static class NoCookiesHosting
{
    public static void UseNoCookies(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (IsForNobody(http))
                {
                    http.Request.Headers.Cookie = default;
                }

                return next(http);
            }
        );

    private static bool IsForNobody(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method)
        && http.Request.Headers["Sec-Fetch-Site"] != "same-origin"
        && http.GetEndpoint()?.Metadata.GetMetadata<ReadsNoCookiesAttribute>() is not null;
}
