using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Dom;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.WebTests.Mentions;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>A post as a blog has it.</summary>
public sealed record BlogPost(string Path, string Title, string Words = "Some words.")
{
    public DateTimeOffset At { get; init; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public string Html { get; init; } = "";

    /// <summary>The whole text as its feed carries it; empty when it carries only <see cref="Words"/>.</summary>
    public string Whole { get; init; } = "";
}

/// <summary>A course, somebody's blog with a feed, and the pages that bring them together.</summary>
public abstract class OwnBlog : IAsyncLifetime
{
    protected const string Mine = "<a rel=\"me\" href=\"http://localhost:5023/@maria\">Maria</a>";

    protected StrangersSite Blog { get; private set; } = null!;

    protected CourseSite Site { get; private set; } = null!;

    protected HttpClient Maria { get; private set; } = null!;

    protected virtual IEnumerable<(string, string)> Settings => [];

    /// <summary>Headers of the feed besides its ETag.</summary>
    protected IReadOnlyList<(string, string)> FeedHeaders { get; set; } = [];

    public async ValueTask InitializeAsync()
    {
        Blog = await StrangersSite.Open();
        Site = new CourseSite([StrangersSite.Allowed, .. Settings]);
        Maria = await Site.SignedInAs("Maria");
        await Ready();
    }

    /// <summary>What else is there before each test.</summary>
    protected virtual Task Ready() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Maria.Dispose();
        await Site.DisposeAsync();
        await Blog.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A first page that names the feed.</summary>
    protected Uri Home(string says = "") =>
        Blog.Page(
            "/",
            $"<!doctype html><title>Soup and systems</title><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed\"><h1>Soup and systems</h1>{says}"
        );

    /// <summary>The feed and the pages of these posts.</summary>
    protected void Publish(params BlogPost[] posts)
    {
        foreach (var post in posts)
        {
            Blog.Page(
                post.Path,
                $"<!doctype html><title>{post.Title}</title><h1>{post.Title}</h1><p>{post.Words}</p>{post.Html}"
            );
        }

        Feed(posts);
    }

    protected void Feed(params BlogPost[] posts)
    {
        var xml = new StringBuilder(
            $"<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Soup and systems</title><link>{Blog.Url("/")}</link>"
        );
        foreach (var post in posts)
        {
            xml.Append(
                $"<item><title>{post.Title}</title><link>{Blog.Url(post.Path)}</link><guid isPermaLink=\"false\">id{post.Path}</guid><pubDate>{post.At:R}</pubDate><description>{post.Words}</description>{Content(post)}</item>"
            );
        }

        xml.Append("</channel></rss>");
        var text = xml.ToString();
        var tag = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        Blog.Page("/feed", text, "application/rss+xml", [("ETag", $"\"{tag}\""), .. FeedHeaders]);
    }

    private static string Content(BlogPost post) =>
        post.Whole.Length == 0
            ? ""
            : $"<content:encoded><![CDATA[{post.Whole}]]></content:encoded>";

    /// <summary>Enters an address and waits for what is found.</summary>
    protected async Task<IHtmlDocument> Search(string address, HttpClient? who = null)
    {
        var browser = who ?? Maria;
        using var answer = await browser.Send(
            await browser.Page("/me/blogs/add"),
            "form#add-blog",
            new { Input__Address = address }
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        await Site.RunJobsFor(30);
        return await browser.Page(answer.Headers.Location!.OriginalString);
    }

    /// <summary>Presses the one button of a form, does what follows from it and shows the page again.</summary>
    protected async Task<IHtmlDocument> Press(
        IHtmlDocument page,
        string form,
        HttpClient? who = null,
        object? fields = null,
        string? button = null
    )
    {
        var browser = who ?? Maria;
        using var answer = await browser.Send(page, form, fields, button);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        await Site.RunJobsFor(30);
        return await browser.Page(answer.Headers.Location!.OriginalString);
    }

    protected async Task<IHtmlDocument> Followed(string says = Mine)
    {
        return await Press(await Search(Home(says).AbsoluteUri), "form#follow");
    }

    /// <summary>An hour passes, and blogs are read.</summary>
    protected async Task AnHourLater(int hours = 1)
    {
        Site.Clock.Advance(TimeSpan.FromMinutes((60 * hours) + 1));
        await Site.RunRecurring();
        await Site.RunJobsFor(60);
    }

    protected Task<IReadOnlyList<string>> Listed() =>
        Site.Read<IReadOnlyList<string>>(async db =>
            await db
                .Posts.Where(p => p.State == PostState.Published)
                .OrderBy(p => p.WrittenAt)
                .Select(p => p.Title)
                .ToListAsync()
        );

    protected Task<Blog> Kept() => Site.Read(db => db.Blogs.AsNoTracking().SingleAsync());

    protected static string Words(IHtmlDocument page) => page.QuerySelector("main")!.TextContent;
}
