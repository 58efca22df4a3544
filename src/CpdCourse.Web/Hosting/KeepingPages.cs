using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// Answers strangers from <see cref="KeptPages"/>. A stranger is a browser without any cookie: not signed in, no comment of its own, no form begun.
/// Everybody else gets pages made for them.
/// </summary>
internal static class KeepingPages
{
    private const int LongestAddress = 300;

    // What shows the course to readers. Pages that a mailed key opens, searches and everything with a form of an account are made for each.
    private static readonly PathString[] Areas =
    [
        "/things",
        "/responses",
        "/people",
        "/categories",
        "/feed",
        "/feed.rss",
        "/feed.json",
        "/comments/feed",
        "/comments/feed.rss",
        "/comments/feed.json",
        "/blogs.opml",
        "/feeds",
    ];

    public static void UseKeptPages(this WebApplication app)
    {
        var kept = app.Services.GetRequiredService<KeptPages>();
        app.Use(
            (context, next) =>
                IsForAll(context.Request) ? Answer(context, kept, next) : next(context)
        );
    }

    private static bool IsForAll(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Cookie.Count == 0
        && request.Headers.Authorization.Count == 0
        && request.Headers.Range.Count == 0
        && request.Path.Value is { } path
        && path.Length + (request.QueryString.Value?.Length ?? 0) <= LongestAddress
        && (
            path == "/"
            || path.StartsWith("/@", StringComparison.Ordinal)
            || Areas.Any(area => request.Path.StartsWithSegments(area))
        );

    private static async Task Answer(HttpContext context, KeptPages kept, RequestDelegate next)
    {
        var address = context.Request.Path.Value + context.Request.QueryString.Value;
        if (kept.Find(address) is { } page)
        {
            page.PutHeaders(context.Response);
            await Send(context, page);
            return;
        }

        var since = kept.Now;
        var known = TakeConditions(context.Request.Headers);
        var body = await Made(context, next);
        GiveConditions(context.Request.Headers, known);
        if (IsTheSameForAll(context.Response))
        {
            var headers = context.Response.Headers;
            if (headers.CacheControl.Count == 0)
            {
                // To be asked for again each time; the tag answers.
                headers.CacheControl = "no-cache";
            }

            headers.Append(HeaderNames.Vary, "Accept-Encoding, Cookie");
            await Send(context, kept.Keep(address, context, body, since));
        }
        else if (body.Length > 0)
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    // What the reader has already is looked at here: the page is made whole, for all.
    private static (string? Tags, string? Since) TakeConditions(IHeaderDictionary headers)
    {
        var known = (headers.IfNoneMatch.ToString(), headers.IfModifiedSince.ToString());
        GiveConditions(headers, (null, null));
        return known;
    }

    private static void GiveConditions(
        IHeaderDictionary headers,
        (string? Tags, string? Since) known
    )
    {
        headers.IfNoneMatch = string.IsNullOrEmpty(known.Tags) ? default : known.Tags;
        headers.IfModifiedSince = string.IsNullOrEmpty(known.Since) ? default : known.Since;
    }

    private static async Task<byte[]> Made(HttpContext context, RequestDelegate next)
    {
        var wire = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var memory = new MemoryStream();
        var held = new StreamResponseBodyFeature(memory, wire);
        context.Features.Set<IHttpResponseBodyFeature>(held);
        try
        {
            await next(context);
            await held.Writer.FlushAsync(context.RequestAborted);
            return memory.ToArray();
        }
        finally
        {
            context.Features.Set(wire);
        }
    }

    private static bool IsTheSameForAll(HttpResponse answer) =>
        answer.StatusCode == StatusCodes.Status200OK
        && answer.Headers.SetCookie.Count == 0
        && answer.Headers.ContentEncoding.Count == 0
        && !answer.Headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal)
        && !answer.Headers.CacheControl.ToString().Contains("private", StringComparison.Ordinal);

    private static async Task Send(HttpContext context, KeptPage page)
    {
        var answer = context.Response;
        var (bytes, encoding) = page.For(context.Request);
        // Another form of the same page: the same to a reader, byte for byte another (RFC 9110, 8.8.3.3).
        answer.Headers.ETag =
            encoding is null || page.Tag.StartsWith('W') ? page.Tag : $"W/{page.Tag}";
        if (IsKnown(context.Request.Headers, page))
        {
            answer.StatusCode = StatusCodes.Status304NotModified;
            answer.ContentLength = null;
            answer.Headers.ContentType = default;
            return;
        }

        if (encoding is not null)
        {
            answer.Headers.ContentEncoding = encoding;
        }

        answer.ContentLength = bytes.Length;
        await answer.Body.WriteAsync(bytes, context.RequestAborted);
    }

    // Tags are compared weakly; a date counts only without them (RFC 9110, 13.1).
    private static bool IsKnown(IHeaderDictionary asked, KeptPage page)
    {
        if (asked.IfNoneMatch.Count > 0)
        {
            var tag = page.Tag.AsSpan(page.Tag.StartsWith('W') ? 2 : 0).ToString();
            return asked
                .IfNoneMatch.ToString()
                .Split(',', StringSplitOptions.TrimEntries)
                .Any(known => known == "*" || known == tag || known == $"W/{tag}");
        }

        return page.ModifiedAt is { } modified
            && DateTimeOffset.TryParseExact(
                asked.IfModifiedSince.ToString(),
                "R",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var since
            )
            && modified <= since;
    }
}
