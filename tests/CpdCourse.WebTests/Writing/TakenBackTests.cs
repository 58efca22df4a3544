using System.Net;
using CpdCourse.Testing;
using CpdCourse.WebTests.Accounts;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Writing;

/// <summary>A post that was taken back is found again by its writer, and by nobody else.</summary>
public sealed class TakenBackTests
{
    [Fact]
    public async Task It_stands_under_the_drafts_and_can_be_brought_back_from_there()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Lentil soup", "Words", 12);
        using var maria = await site.SignedInAs("Maria");
        using var tom = await site.SignedInAs("Tom");
        (await maria.GetStringAsync("/drafts")).ShouldNotContain("Taken back");
        await maria.Send(
            await maria.Page($"/write/{post.Number}"),
            $"form[action='/write/{post.Number}/withdraw']"
        );

        var page = await maria.Page("/drafts");

        page.QuerySelector("#taken-back-h + p + ul a")!.TextContent.ShouldBe("Lentil soup");
        (await tom.GetStringAsync("/drafts")).ShouldNotContain("Lentil soup");
        var answer = await maria.Send(page, $"form[action='/write/{post.Number}/restore']");
        answer.Goes().ShouldBe("/@maria/lentil-soup");
        (await tom.Get("/@maria/lentil-soup")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await maria.GetStringAsync("/drafts")).ShouldNotContain("Taken back");
    }

    [Fact]
    public async Task What_cannot_be_brought_back_says_why()
    {
        await using var site = new CourseSite();
        using var maria = await site.SignedInAs("Maria");
        await site.AnExternalPost("maria", "https://blog.example/soup", "A good week.");
        var post = await site.Read(db => db.Posts.AsNoTracking().SingleAsync());
        await site.Change(post.Id, p => p.Release(TestClock.Start));
        var page = await maria.Page($"/@maria/{post.Slug}");

        using var answer = await maria.Send(page, $"form[action='/write/{post.Number}/restore']");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("This page is listed already");
    }

    [Fact]
    public async Task Ones_squares_say_the_same_on_the_first_page_and_on_ones_own()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Lentil soup", "Words", 12);
        using var maria = await site.SignedInAs("Maria");
        var form = await maria.Page($"/write/{post.Number}");
        await maria.Press(form, new { Input__Text = "More", Input__Thing = "3" }, "save");

        var home = await Squares(maria, "/");

        (await site.Read(db => db.Posts.CountAsync(p => p.Draft != null))).ShouldBe(1);
        home.ShouldContain(s => s.Contains("draft in hand"));
        home.ShouldBe(await Squares(maria, "/me"));
    }

    private static async Task<IReadOnlyList<string>> Squares(HttpClient browser, string address) =>
        [
            .. (await browser.Page(address))
                .QuerySelectorAll("main .strip .sq")
                .Select(s => s.TextContent.Trim() + s.GetAttribute("aria-label")),
        ];
}
