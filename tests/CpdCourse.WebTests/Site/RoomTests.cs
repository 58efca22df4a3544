using System.Net;
using CpdCourse.Testing;
using CpdCourse.WebTests.Accounts;
using CpdCourse.WebTests.Comments;
using CpdCourse.WebTests.Writing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Site;

/// <summary>A reserve is kept on the disk: forms are turned away before it is full, and nobody loses a word.</summary>
public sealed class RoomTests
{
    private static readonly (string, string) Short = ("Limits:LeastFreeMegabytes", "1000000");

    [Fact]
    public async Task R5_with_little_room_a_post_is_not_taken_and_its_text_is_kept()
    {
        await using var site = new CourseSite(Short);
        using var maria = await site.SignedInAs("Maria");

        var answer = await maria.Write(new { Input__Text = "Half a <thought>" });

        answer.StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage);
        (await Forms.Parse(answer))
            .QuerySelectorAll("main textarea")
            .ShouldContain(box => box.TextContent == "Half a <thought>");
        (await site.Read(db => db.Posts.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task R5_with_little_room_a_comment_is_not_taken_and_its_text_is_kept()
    {
        await using var site = new CourseSite(Short);
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();

        var answer = await visitor.Comment(
            site,
            post.Address(),
            new { Input__Text = "Half a <thought>", Input__Name = "Tom" }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage);
        (await Forms.Parse(answer))
            .QuerySelectorAll("main textarea")
            .ShouldContain(box => box.TextContent == "Half a <thought>");
        (await site.CommentsOn(post)).ShouldBeEmpty();
    }

    [Fact]
    public async Task R5_with_little_room_people_still_come_read_and_go()
    {
        await using var site = new CourseSite(Short);
        await site.APost("Maria", "Soup", "A good week.", 12);
        using var browser = site.Browser();

        (await browser.SignIn("maria@example.org")).Goes().ShouldBe("/");
        (await browser.GetStringAsync("/@maria/soup")).ShouldContain("A good week.");
        (await browser.Send(await browser.Page("/sign-out"), "form#sign-out")).Goes().ShouldBe("/");
        (await browser.IsSignedIn()).ShouldBeFalse();
    }
}
