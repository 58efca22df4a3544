using CpdCourse.Web.Features.Setup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>The way of a whole course, by the hands of three people, with script and without.</summary>
public sealed class JourneyTests(Stage stage)
{
    private const string Password = "soup and bicycles";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_set_up_to_a_comment_that_everybody_reads(bool script)
    {
        Chromium.Require();
        await using var site = BrowserSite.Untouched();
        var look = new Look(Script: script);
        await using var wen = await stage.Open(site, look);
        await using var marisol = await stage.Open(site, look);
        await using var dilys = await stage.Open(site, look with { Width = 390 });
        await using var stranger = await stage.Open(site, look);

        await SetUp(site, wen);
        await Join(site, marisol);
        await AnswerByQuestion(marisol);
        var post = await WriteFreely(marisol);
        await Comment(dilys, post, script);

        await stranger.Go(post);
        await Shows(stranger, "No comments yet");
        await stranger.Page.GetByText("Found you by way of a search.").ShouldBeAbsent();

        await wen.Go("/studio/moderation");
        await wen
            .Page.GetByRole(AriaRole.Button, new() { Name = "Publish the comment by Dilys" })
            .ClickAsync();
        await Shows(wen, "Undo");

        await stranger.Go(post);
        await Shows(stranger, "Found you by way of a search.");
        (await stranger.Page.Locator("#h-comments").TextContentAsync()).ShouldBe("1 comment");
        await Thank(marisol, post);
        await stranger.Go(post);
        (await stranger.Page.Locator("#h-comments").TextContentAsync()).ShouldBe("2 comments");
        foreach (var feed in new[] { "/comments/feed", $"{post}/feed" })
        {
            var answer = await stranger.Page.APIRequest.GetAsync(
                new Uri(site.Address, feed).ToString()
            );
            (await answer.TextAsync()).ShouldContain(
                "Found you by way of a search.",
                Case.Sensitive,
                feed
            );
        }
    }

    private static async Task SetUp(BrowserSite site, Visit wen)
    {
        await site.Read(db => db.Runs.ExecuteDeleteAsync());
        var link = await site.Within(s =>
            s.GetRequiredService<SetupLink>().Fresh(CancellationToken.None)
        );
        await wen.Go(new Uri(link!).PathAndQuery);
        await wen.Page.FillAsync("#Input_Name", "Wen Li");
        await wen.Page.FillAsync("#Input_Mail", "wen@example.org");
        await wen.Page.FillAsync("#Input_Password", Password);
        // Far enough back for Thing 12 to be this week's.
        var starts = DateOnly
            .FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)
            .AddDays(-12 * 7 - 2);
        await wen.Page.FillAsync("#Input_StartsOn", starts.ToString("O"));
        await wen
            .Page.GetByRole(AriaRole.Button, new() { Name = "Set up the course" })
            .ClickAsync();
        await wen.Go("/studio");
        (await wen.Page.Locator("h1").InnerTextAsync()).ShouldContain("Wen");
    }

    private static async Task Join(BrowserSite site, Visit marisol)
    {
        await marisol.Go("/");
        await marisol
            .Page.GetByRole(AriaRole.Link, new() { Name = "Join the course" })
            .ClickAsync();
        await marisol.Page.FillAsync("#Input_Name", "Marisol Okafor");
        await marisol.Page.FillAsync("#Input_Mail", "marisol@example.org");
        await marisol.Page.FillAsync("#Input_Password", Password);
        await marisol
            .Page.GetByRole(AriaRole.Button, new() { Name = "Join the course" })
            .ClickAsync();
        await marisol.Go(await site.MailedLink());
        await marisol
            .Page.GetByRole(AriaRole.Button, new() { Name = "Confirm my address" })
            .ClickAsync();
    }

    private static async Task AnswerByQuestion(Visit marisol)
    {
        await marisol.Go("/things/12");
        await marisol
            .Page.GetByRole(AriaRole.Link, new() { Name = "Answer question by question" })
            .ClickAsync();
        await marisol.Page.FillAsync("#box-12-1", "It lets shy people *practise*.");
        await marisol.Page.FillAsync("#box-12-5", "Yes.");
        await marisol
            .Page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true })
            .ClickAsync();
        await Shows(marisol, "Published.");
        (await marisol.Page.Locator(".prose h2").CountAsync()).ShouldBe(2);
        (await marisol.Page.Locator("h2#q1 a").GetAttributeAsync("href")).ShouldBe("/things/12#q1");
    }

    private static async Task<string> WriteFreely(Visit marisol)
    {
        await marisol.Go("/things/12");
        await marisol.Page.GetByRole(AriaRole.Link, new() { Name = "Write freely" }).ClickAsync();
        await marisol.Page.FillAsync("#Input_Title", "Soup, and other networks");
        await marisol.Page.FillAsync("#Input_Text", "We met over **soup**.\n\n- once\n    - twice");
        await marisol
            .Page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true })
            .ClickAsync();
        await Shows(marisol, "Published.");
        foreach (
            var furniture in new[] { "No comments yet", "No trackbacks yet", "Leave a comment" }
        )
        {
            await Shows(marisol, furniture);
        }

        return new Uri(marisol.Page.Url).AbsolutePath;
    }

    private static async Task Comment(Visit dilys, string post, bool script)
    {
        await dilys.Go(post);
        (await dilys.Page.Context.CookiesAsync()).ShouldBeEmpty();
        await dilys.Page.FillAsync("#Input_Text", "Found you by way of a search.");
        await dilys.Page.FillAsync("#Input_Name", "Dilys");
        await dilys.Page.GetByRole(AriaRole.Button, new() { Name = "Post comment" }).ClickAsync();
        await Shows(dilys, "An organiser reads first comments");
        await Shows(dilys, "Found you by way of a search.");

        // Where one goes on from: by script the focus itself; without, the place to which the browser scrolled and from which the Tab key goes on.
        await dilys.Page.Locator(script ? "#c1:focus" : "#c1:target").WaitForAsync();
    }

    private static async Task Thank(Visit marisol, string post)
    {
        await marisol.Go(post);
        await marisol.Page.FillAsync("#Input_Text", "Welcome, Dilys.");
        await marisol.Page.GetByRole(AriaRole.Button, new() { Name = "Post comment" }).ClickAsync();
        await Shows(marisol, "Welcome, Dilys.");
    }

    private static async Task Shows(Visit visit, string text) =>
        await visit.Page.GetByText(text).First.WaitForAsync();
}

internal static class Absence
{
    public static async Task ShouldBeAbsent(this ILocator locator) =>
        (await locator.CountAsync()).ShouldBe(0);
}
