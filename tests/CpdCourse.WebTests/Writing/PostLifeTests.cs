using System.Net;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Writing;

public sealed class PostLifeTests
{
    [Theory]
    [InlineData("Course")]
    [InlineData("Me")]
    public async Task A_post_that_is_not_for_everyone_is_absent_for_a_visitor(string audience)
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");

        var answer = await maria.Write(
            new
            {
                Input__Text = "Token-4711",
                Input__Title = "Hush",
                Input__Audience = audience,
            }
        );

        var visitor = site.Visitor();
        var hidden = await visitor.GetAsync(answer.Headers.Location!.ToString().Split('?')[0]);
        var absent = await visitor.GetAsync("/@maria/never-was");
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hidden.Content.ReadAsStringAsync())
            .Replace("hush", "never was", StringComparison.Ordinal)
            .ShouldBe(await absent.Content.ReadAsStringAsync());
        foreach (
            var path in new[] { "/", "/responses", "/things/12", "/things/12/responses", "/@maria" }
        )
        {
            (await visitor.GetStringAsync(path)).ShouldNotContain("Token-4711");
        }

        var tom = await site.SignedInAs("Tom");
        (await tom.GetStringAsync("/responses"))
            .Contains("Token-4711", StringComparison.Ordinal)
            .ShouldBe(audience == "Course");
    }

    [Fact]
    public async Task A_post_taken_back_answers_gone_and_can_be_brought_back()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "Words", 12);
        var maria = await site.SignedInAs("Maria");
        var editor = await maria.Page($"/write/{post.Number}");

        await maria.Send(editor, $"form[action='/write/{post.Number}/withdraw']");

        (await site.Visitor().GetAsync("/@maria/soup")).StatusCode.ShouldBe(HttpStatusCode.Gone);
        var mine = await maria.Page("/@maria/soup");
        mine.Body!.TextContent.ShouldContain("You have taken this post back.");
        await maria.Send(mine, $"form[action='/write/{post.Number}/restore']");
        (await site.Visitor().GetAsync("/@maria/soup")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_edit_of_a_published_post_is_seen_only_when_it_is_published()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "Old words", 12);
        var maria = await site.SignedInAs("Maria");
        var address = $"/write/{post.Number}?as=free";

        await maria.Write(new { Input__Text = "New words" }, "Save draft", address);
        (await site.Visitor().GetStringAsync("/@maria/soup")).ShouldContain("Old words");
        await maria.Write(null, address: address);

        (await site.Visitor().GetStringAsync("/@maria/soup")).ShouldContain("New words");
        (await maria.GetStringAsync($"/write/{post.Number}/history")).ShouldContain("Old words");
    }

    [Fact]
    public async Task Nobody_else_can_open_save_or_take_back_a_post()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "Words", 12);
        var tom = await site.SignedInAs("Tom");

        foreach (var path in new[] { "", "/preview", "/history" })
        {
            (await tom.GetAsync($"/write/{post.Number}{path}")).StatusCode.ShouldBe(
                HttpStatusCode.NotFound
            );
        }

        var editor = await tom.Page(Editing.Freely);
        editor.QuerySelector("#post")!.SetAttribute("action", $"/write/{post.Number}");
        (
            await tom.Press(editor, new { Input__Text = "Mine now", Input__Version = post.Version })
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await site.Visitor().GetStringAsync("/@maria/soup")).ShouldContain("Words");
    }

    [Fact]
    public async Task A_Thing_that_is_not_open_can_be_drafted_and_not_yet_published()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");

        var answer = await maria.Write(
            new { Input__Text = "Early bird" },
            address: "/write?thing=13&as=free"
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Thing 13 is not open yet");
        (await site.Read(db => db.Posts.SingleAsync())).Draft!.Text.ShouldBe("Early bird");
    }

    [Fact]
    public async Task Without_a_confirmed_address_one_may_write_and_not_publish()
    {
        await using var site = new CourseSite();
        var nora = await site.SignedInAs("Nora", confirmed: false);

        var answer = await nora.Write(new { Input__Text = "Hello" });

        (await answer.Content.ReadAsStringAsync()).ShouldContain("follow the link in the mail");
        (await site.Read(db => db.Posts.SingleAsync())).State.ShouldBe(PostState.Draft);
    }
}
