using System.Net;
using AngleSharp.Html.Dom;
using CpdCourse.Testing;
using CpdCourse.WebTests.Mentions;

namespace CpdCourse.WebTests.Blogs;

/// <summary>A course, a blog of somebody's own, and the form that brings them together.</summary>
public abstract class Elsewhere : IAsyncLifetime
{
    protected const string Form = "/things/12/elsewhere";

    protected StrangersSite Blog { get; private set; } = null!;

    protected CourseSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Blog = await StrangersSite.Open();
        Site = new CourseSite(StrangersSite.Allowed);
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await Blog.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Uri Page(string path, string title) =>
        Blog.Page(
            path,
            $"<!doctype html><title>{title} | A blog</title><nav>Home</nav><h1>{title}</h1><p><time datetime=\"2026-03-02T08:00:00Z\">2 March</time></p><p>It began with soup.</p>"
        );

    protected static async Task<IHtmlDocument> Ask(
        HttpClient browser,
        string address,
        string form = Form
    )
    {
        using var answer = await browser.Send(
            await browser.Page(form),
            "form#elsewhere",
            new { Input__Address = address }
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        return await browser.Page(answer.Headers.Location!.OriginalString);
    }

    protected async Task<IHtmlDocument> Found(HttpClient browser, string address, string form)
    {
        var waiting = await Ask(browser, address, form);
        await Site.RunJobsFor(30);
        return await browser.Page(waiting.Location.PathName);
    }

    protected async Task List(HttpClient browser, string address, string form)
    {
        using var answer = await browser.Send(await Found(browser, address, form), "form#found");
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    protected static IEnumerable<(string Number, bool IsTicked)> Choices(IHtmlDocument page) =>
        page.QuerySelectorAll("#found input[type=checkbox]")
            .OfType<IHtmlInputElement>()
            .Select(box => (box.Value, box.IsChecked));
}
