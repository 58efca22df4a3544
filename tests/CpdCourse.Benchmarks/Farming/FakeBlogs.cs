using System.Globalization;
using System.Net;
using System.Text;
using CpdCourse.Benchmarks.Serving;
using Microsoft.AspNetCore.Http;

namespace CpdCourse.Benchmarks.Farming;

/// <summary>
/// A thousand blogs, each at an address of the loopback of its own, so that they count as a thousand hosts. They answer as blogs on the internet do: after a
/// moment, most of them well, some with an error, some not within any patience.
/// </summary>
internal sealed class FakeBlogs : IAsyncDisposable
{
    private const int Posts = 20;
    private readonly WebApplication app;
    private readonly Blog[] blogs;
    private readonly int port;
    private long unchanged;

    private FakeBlogs(WebApplication app, Blog[] blogs, int port) =>
        (this.app, this.blogs, this.port) = (app, blogs, port);

    /// <summary>Whether each was asked for its feed, however it answered, since <see cref="Begin"/>.</summary>
    public int Asked => blogs.Count(b => b.Asked > 0);

    /// <summary>Feeds that were asked for.</summary>
    public long Requests => blogs.Sum(b => (long)b.Asked);

    /// <summary>Of these, those that were told that nothing has changed.</summary>
    public long Unchanged => Interlocked.Read(ref unchanged);

    public static async Task<FakeBlogs> Open(int count)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var free = Server.FreePort();
        var addresses = Enumerable.Range(0, count).Select(Address).ToList();
        builder.WebHost.ConfigureKestrel(kestrel =>
            addresses.ForEach(address => kestrel.Listen(address, free))
        );
        var site = builder.Build();
        var farm = new FakeBlogs(site, [.. addresses.Select(_ => new Blog())], free);
        site.Run(farm.Answer);
        await site.StartAsync();
        return farm;
    }

    /// <summary>The first page of one of them.</summary>
    public Uri Home(int number) => new($"http://{Address(number)}:{port}/");

    public Uri Feed(int number) => new(Home(number), "feed");

    /// <summary>From here on requests are counted; each has written something new, or none has.</summary>
    public void Begin(bool hasNews)
    {
        Interlocked.Exchange(ref unchanged, 0);
        for (var number = 0; number < blogs.Length; number++)
        {
            blogs[number].Asked = 0;
            blogs[number].News += hasNews ? 1 : 0;
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static IPAddress Address(int number) =>
        new([127, 23, (byte)(number / 250), (byte)(1 + (number % 250))]);

    private async Task Answer(HttpContext http)
    {
        var address = http.Connection.LocalIpAddress!.MapToIPv4().GetAddressBytes();
        var number = (address[2] * 250) + address[3] - 1;
        var isFeed = http.Request.Path == "/feed";
        if (isFeed)
        {
            Interlocked.Increment(ref blogs[number].Asked);
        }

        // Two in a hundred are broken, and one in a hundred is hopelessly slow.
        await Task.Delay(number % 100 == 7 ? 30_000 : 80, http.RequestAborted);
        if (number % 50 == 3)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        await (isFeed ? Feed(http, number) : Page(http, number));
    }

    private Task Feed(HttpContext http, int number)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{blogs[number].News}\"");
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            Interlocked.Increment(ref unchanged);
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        http.Response.ContentType = "application/rss+xml";
        return http.Response.WriteAsync(Rss(number));
    }

    private Task Page(HttpContext http, int number)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(
            $"<!DOCTYPE html><title>A page</title><link rel=alternate type=application/rss+xml href=\"{Feed(number)}\"><p>Words."
        );
    }

    // The newest first: what is new this time, one that names a Thing, and what one writes about otherwise.
    private string Rss(int number)
    {
        var page = new StringBuilder();
        page.Append(
            $"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Blog {number}</title><link>{Home(number)}</link>"
        );
        for (var post = blogs[number].News + Posts; post > blogs[number].News; post--)
        {
            var title = post == Posts ? $"Thing {1 + (number % 12)}: what I tried" : $"Week {post}";
            page.Append(
                CultureInfo.InvariantCulture,
                $"<item><title>{title}</title><link>{new Uri(Home(number), $"{post}")}</link><guid>{Home(number)}{post}</guid><pubDate>{new DateTimeOffset(2026, 9, 1, 9, 0, 0, default).AddDays(post):R}</pubDate><description>{Words}</description></item>"
            );
        }

        return page.Append("</channel></rss>").ToString();
    }

    // About as much as a blog gives of a post in its feed.
    private static readonly string Words = string.Concat(
        Enumerable.Repeat("What I tried this week, and what I made of it, in some words. ", 30)
    );

    private sealed class Blog
    {
        public int Asked;
        public int News;
    }
}
