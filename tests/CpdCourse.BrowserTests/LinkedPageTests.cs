using CpdCourse.Testing;
using CpdCourse.Web.Features.Setup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>Pages that one reaches by a private link or by sending a form, kept to the same rules.</summary>
public sealed class LinkedPageTests(Stage stage)
{
    [Fact]
    public async Task Setting_up_the_course()
    {
        Chromium.Require();
        await using var site = BrowserSite.Untouched();
        var link = await site.Within(s =>
            s.GetRequiredService<SetupLink>().Fresh(CancellationToken.None)
        );
        await using var visit = await stage.Open(site);

        await visit.Go(new Uri(link!).PathAndQuery);

        await Examination.Of(visit, "setup", "Set up the course");
    }

    [Fact]
    public async Task Joining_and_following_the_mailed_link()
    {
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site);
        var page = visit.Page;

        await visit.Go("/join");
        await page.GetByLabel("The name you write under").FillAsync("Mina");
        await page.GetByLabel("Email address").FillAsync("mina@example.org");
        await page.GetByLabel("Password").FillAsync("four words in a row");
        await page.GetByRole(AriaRole.Main)
            .GetByRole(AriaRole.Button, new() { Name = "Join the course" })
            .ClickAsync();
        await page.WaitForURLAsync(site.Address + "welcome*");
        await Examination.Of(visit, "welcome after joining", "Welcome");
        await visit.Go(await site.MailedLink());

        await Examination.Of(visit, "confirm", "Confirm your address");
    }

    [Fact]
    public async Task Choosing_a_new_password_by_a_mailed_link()
    {
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site);
        var page = visit.Page;

        await visit.Go("/forgot");
        await page.GetByLabel("Email address").FillAsync("marisol@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail me a link" }).ClickAsync();
        await Examination.Of(visit, "forgot, sent", "mailed link");
        await visit.Go(await site.MailedLink());

        await Examination.Of(visit, "new password", "Choose a new password");
    }

    [Fact]
    public async Task Leaving_a_first_comment_and_changing_it()
    {
        await using var site = await BrowserSite.WithEmptyCourse();
        await site.APost("Marisol", "Soup", "A *good* week.", 12);
        await using var visit = await stage.Open(site);
        var page = visit.Page;
        var post = page.GetByRole(AriaRole.Button, new() { Name = "Post comment" });

        await visit.Go("/@marisol/soup");
        await page.Locator("#comment-form").EvaluateAsync("form => form.requestSubmit()");
        await page.WaitForURLAsync(site.Address + "@marisol/soup/comments");
        await Rules.ShouldBeWellBuilt(page, "Your comment on");
        (await page.TitleAsync()).ShouldStartWith("Error: ");
        await Axe.ShouldFindNothing(page, "an empty comment");
        visit.ForgetComplaints();
        await page.GetByLabel("Your comment").FillAsync("Which soup?");
        await page.GetByLabel("Your name").FillAsync("Dilys");
        await post.ClickAsync();
        await page.WaitForURLAsync(site.Address + "@marisol/soup*");
        await Examination.Of(visit, "post with a held comment", "Soup");
        await visit.Go("/@marisol/soup/comments/1");
        await Examination.Of(visit, "held comment", "Your comment");
        await visit.Go("/@marisol/soup/comments/1/edit");

        await Examination.Of(visit, "change comment", "Change your comment");
    }

    [Theory]
    [InlineData("/no-such-page", 404)]
    [InlineData("/@nobody/nothing", 404)]
    [InlineData("/things/99", 404)]
    public async Task An_address_that_leads_nowhere(string path, int status)
    {
        var site = await stage.Empty();
        await using var visit = await stage.Open(site);

        await visit.Go(path, status);

        await Examination.Of(visit, $"{status} {path}", "");
    }

    [Fact]
    public async Task The_Studio_is_not_for_participants()
    {
        var site = await stage.Empty();
        await using var visit = await stage.Open(site, new Look("marisol"));

        await visit.Go("/studio", 403);

        await Examination.Of(visit, "not for you", "for organisers");
    }
}
