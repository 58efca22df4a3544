using System.Net;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Accounts;

public sealed class ForgotTests
{
    private const string Another = "quite-another-phrase";

    [Fact]
    public async Task Whoever_asks_gets_the_same_answer_and_only_an_account_gets_a_letter()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var browser = site.Visitor();

        (await browser.Forgot("maria@example.org")).Goes().ShouldBe("/forgot?said=sent");
        (await browser.Forgot("nadia@example.org")).Goes().ShouldBe("/forgot?said=sent");
        await site.RunJobs();

        site.Mail.Letters.Single().To.ShouldBe("maria@example.org");
        (await browser.GetStringAsync("/forgot?said=sent")).ShouldContain("Look into your mail");
    }

    [Fact]
    public async Task The_link_sets_a_password_once_and_its_owner_is_told()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var browser = site.Visitor();
        await browser.Forgot("maria@example.org");
        var link = await site.LinkTo("maria@example.org");

        var page = await browser.Page(link);
        (await browser.Send(page, "form#new-password", new { Input__Password = Another }))
            .Goes()
            .ShouldBe("/me?said=password");

        (await browser.Get(link)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        using var other = site.Visitor();
        (await other.SignIn("maria@example.org")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await other.SignIn("maria@example.org", Another)).Goes().ShouldBe("/");
        await site.RunJobs();
        site.Mail.Letters[^1].Subject.ShouldContain("your password was changed");
    }

    [Fact]
    public async Task The_link_works_for_30_minutes()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var browser = site.Visitor();
        await browser.Forgot("maria@example.org");
        var link = await site.LinkTo("maria@example.org");

        site.Clock.Advance(TimeSpan.FromMinutes(29));
        var page = await browser.Page(link);
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        var answer = await browser.Send(
            page,
            "form#new-password",
            new { Input__Password = Another }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await answer.TextOf()).ShouldContain("Ask for another one");
    }

    [Fact]
    public async Task A_poor_password_is_named_and_the_link_stays_good()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var browser = site.Visitor();
        await browser.Forgot("maria@example.org");
        var page = await browser.Page(await site.LinkTo("maria@example.org"));

        var poor = await browser.Send(
            page,
            "form#new-password",
            new { Input__Password = "maria12345" }
        );
        poor.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var good = await browser.Send(
            await Forms.Parse(poor),
            "form#new-password",
            new { Input__Password = Another }
        );

        good.Goes().ShouldBe("/me?said=password");
    }

    [Fact]
    public async Task A_new_password_ends_copied_sessions_within_a_minute()
    {
        await using var site = new CourseSite();
        using var thief = await site.Signed("Maria");
        using var maria = site.Visitor();
        await maria.Forgot("maria@example.org");
        var page = await maria.Page(await site.LinkTo("maria@example.org"));
        await maria.Send(page, "form#new-password", new { Input__Password = Another });

        site.Clock.Advance(TimeSpan.FromSeconds(61));

        (await thief.IsSignedIn()).ShouldBeFalse();
        (await maria.IsSignedIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task The_link_of_an_account_that_was_not_confirmed_confirms_it()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria", confirmed: false);
        using var browser = site.Visitor();
        await browser.Forgot("maria@example.org");
        var page = await browser.Page(await site.LinkTo("maria@example.org"));

        await browser.Send(page, "form#new-password", new { Input__Password = Another });

        (await browser.GetStringAsync("/me")).ShouldNotContain("Before you publish");
    }

    [Fact]
    public async Task The_page_of_a_link_tells_no_other_site_its_address()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var browser = site.Visitor();
        await browser.Forgot("maria@example.org");

        var answer = await browser.Get(await site.LinkTo("maria@example.org"));

        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
