using Microsoft.AspNetCore.Http.Features;

namespace CpdCourse.Web.Hosting;

/// <summary>A form that cannot be read (a NUL in it, an encoding of the past, over a thousand fields, too large, cut off on its way) is the sender's mistake and never an error of ours.</summary>
internal static class BadForms
{
    private const string LargestForm = "/studio/blogs/import";
    private const int MostOfLargest = 4 * 1024 * 1024;

    public static void UseBadForms(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                if (!context.Request.HasFormContentType || LeavesBodyAlone(context))
                {
                    await next(context);
                    return;
                }

                LetThroughMore(context);
                try
                {
                    await context.Request.ReadFormAsync(context.RequestAborted);
                }
                catch (Exception problem)
                    // An encoding that the platform no longer reads, such as UTF-7, is not supported.
                    when (problem is InvalidDataException or IOException or NotSupportedException)
                {
                    context.Response.StatusCode = problem is BadHttpRequestException bad
                        ? bad.StatusCode
                        : StatusCodes.Status400BadRequest;
                    context.Features.Set(new BadFormSentence());
                    // The error page is made from this request; it must not stumble over the same form.
                    context.Request.Method = HttpMethods.Get;
                    context.Request.ContentType = null;
                    context.Request.Body = Stream.Null;
                    return;
                }

                await context.Answering(next);
            }
        );

    // A list of a megabyte as a file, beside one that was pasted; the page says a sentence about what is larger.
    private static void LetThroughMore(HttpContext context)
    {
        if (
            context.Request.Path.Equals(LargestForm, StringComparison.OrdinalIgnoreCase)
            && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size
        )
        {
            size.MaxRequestBodySize = MostOfLargest;
        }
    }

    // A trackback's bytes are decoded by its own rules; see Linking.
    private static bool LeavesBodyAlone(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/trackback", StringComparison.OrdinalIgnoreCase)
        || context
            .Request.Path.Value?.TrimEnd('/')
            .EndsWith("/trackback", StringComparison.OrdinalIgnoreCase) == true;
}

internal sealed record BadFormSentence
{
    public string Text { get; init; } =
        "The form could not be read: a field holds a character that no text has, there was too much of it, or a part was lost on its way. Go back, and your text is still there.";
}
