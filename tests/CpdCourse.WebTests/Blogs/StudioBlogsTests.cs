using System.Net;
using AngleSharp.Html.Dom;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>What organisers see of blogs outside, and decide.</summary>
public sealed class StudioBlogsTests : OwnBlog
{
    [Fact]
    public async Task F7_an_organiser_confirms_whose_blog_it_is()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Followed(says: "");
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);
        var page = await wen.Page("/studio/blogs?show=unproven");
        Words(page).ShouldContain("nobody knows yet whether it is theirs");

        await Press(page, "form#one", wen, button: "only");

        (await Kept()).Proof.ShouldBe(BlogProof.Organiser);
        (await Listed()).ShouldBe(["Thing 12: soup"]);
    }

    [Fact]
    public async Task Doubtful_posts_are_decided_many_at_once()
    {
        Publish(new BlogPost("/old", "Soup"));
        await Followed();
        Publish(
            new("/old", "Soup"),
            new("/guess", "12 things I learned"),
            new("/other", "My week in the library"),
            new("/third", "Bicycles")
        );
        await AnHourLater();
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);
        var page = await wen.Page("/studio/blogs?show=doubtful");
        Titles(page)
            .ShouldBe(
                ["12 things I learned", "My week in the library", "Bicycles"],
                ignoreOrder: true
            );

        var nothing = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["entry"] = Box(page, "My week"),
        };
        var left = await Press(page, "form#doubtful", wen, nothing, "List the ticked");
        Words(left).ShouldContain("choose one for each");
        (await Listed()).ShouldBeEmpty();

        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["entry"] = Box(page, "My week"),
            [$"thing-{Box(page, "My week")}"] = "5",
        };
        var after = await Press(page, "form#doubtful", wen, fields, "List the ticked");

        (await Listed()).ShouldBe(["My week in the library"]);
        Titles(after).ShouldBe(["12 things I learned", "Bicycles"], ignoreOrder: true);
        var response = await Site.Read(db => db.Responses.SingleAsync());
        response.Recognised.ShouldBe(Recognition.Organiser);

        fields = new(StringComparer.Ordinal) { ["entry"] = Box(after, "Bicycles") };
        var rest = await Press(after, "form#doubtful", wen, fields, "The ticked ones are no");
        Titles(rest).ShouldBe(["12 things I learned"]);
    }

    [Fact]
    public async Task A_blog_that_cannot_be_read_stands_there_with_its_reason()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Followed();
        Blog.Status("/feed", 403);
        await AnHourLater();
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);

        Words(await wen.Page("/studio/blogs?show=silent")).ShouldContain("The blog is private");
    }

    [Fact]
    public async Task Nobody_else_sees_it()
    {
        using var answer = await Maria.GetAsync(new Uri("/studio/blogs", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);
        Words(await wen.Page("/studio/blogs")).ShouldContain("None registered.");
    }

    private static IEnumerable<string> Titles(IHtmlDocument page) =>
        page.QuerySelectorAll("#doubtful .check label").Select(l => l.TextContent);

    private static string Box(IHtmlDocument page, string title) =>
        page.QuerySelectorAll("#doubtful .check")
            .Single(c => c.TextContent.Contains(title, StringComparison.Ordinal))
            .QuerySelector("input")!
            .GetAttribute("value")!;
}
