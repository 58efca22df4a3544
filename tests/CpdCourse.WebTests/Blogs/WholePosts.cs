using System.Net;
using AngleSharp.Html.Dom;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>A proven blog with a post in its feed, and its owner's choice how much of it is shown.</summary>
public abstract class WholePosts : OwnBlog
{
    protected const string Here = "/@maria/thing-12-soup";

    /// <summary>Far down in the text, where no excerpt reaches.</summary>
    protected const string Deep = "marzipan";

    protected static BlogPost Soup { get; } =
        new("/soup", "Thing 12: soup", "It began with soup.")
        {
            Whole = $"<p>It began with soup.</p><h1>Then</h1><p>There was {Deep}.</p>",
        };

    protected static string Sentence(string html) =>
        $"<p>It began with soup.</p><p>There was {Deep}.</p>{html}";

    protected async Task<IHtmlDocument> Choose(TextShown shows) =>
        await Press(await Page(), "form#texts", fields: new { shows = $"{shows}" });

    /// <summary>The page of the blog, as its owner sees it.</summary>
    protected async Task<IHtmlDocument> Page() =>
        await Maria.Page($"/me/blogs/{(await Kept()).Id.Value:N}");

    /// <summary>The page of the post, as everybody sees it once what is kept for readers is old.</summary>
    protected async Task<IHtmlDocument> Post(string address = Here)
    {
        using var reader = Site.Visitor();
        return await reader.Page(address);
    }

    protected Task<Post> ThePost(string title = "Thing 12: soup") =>
        Site.Read(db => db.Posts.AsNoTracking().SingleAsync(p => p.Title == title));

    /// <summary>Shown whole or not, on the page and in the database.</summary>
    protected async Task ShouldBe(TextShown shown)
    {
        var page = await Post();
        var isWhole = shown is TextShown.Whole;
        page.DocumentElement.OuterHtml.Contains(Deep).ShouldBe(isWhole);
        (page.QuerySelector(".h-entry > article .e-content") is not null).ShouldBe(isWhole);
        (page.QuerySelector(".h-entry > article .p-summary") is null).ShouldBe(isWhole);
        var post = await ThePost();
        (post.IsWhole, post.Rendered.Html.Contains(Deep)).ShouldBe((isWhole, isWhole));
        post.Rendered.Excerpt.ShouldBe("It began with soup.");
        (await Found()).ShouldBe(isWhole ? 1 : 0);
    }

    /// <summary>How many posts the search finds by the word.</summary>
    protected async Task<int> Found()
    {
        using var reader = Site.Visitor();
        var page = await reader.Page($"/search?q={Deep}");
        return page.QuerySelectorAll($"main a[href^='{Here}']").Length;
    }

    protected async Task ShouldRefuse(
        IHtmlDocument page,
        string form,
        object fields,
        string sentence
    )
    {
        using var answer = await Maria.Send(page, form, fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var said = await Forms.Parse(answer);
        said.QuerySelector("main")!.TextContent.ShouldContain(sentence);
        said.Body!.TextContent.ShouldNotContain("is not valid");
    }
}
