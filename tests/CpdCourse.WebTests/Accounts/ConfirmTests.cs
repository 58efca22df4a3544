using System.Net;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Accounts;

public sealed class ConfirmTests
{
    [Fact]
    public async Task Opening_the_link_changes_nothing_and_its_button_confirms()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        await browser.Join("Maria", "maria@example.org");

        var page = await browser.Page(await site.LinkTo("maria@example.org"));
        (await IsConfirmed(site, "maria@example.org")).ShouldBeFalse();
        var answer = await browser.Send(page, "form#confirm");

        answer.Goes().ShouldBe("/me?said=confirmed");
        (await IsConfirmed(site, "maria@example.org")).ShouldBeTrue();
        (await browser.GetStringAsync("/me?said=confirmed")).ShouldContain("you can publish");
        (await browser.GetStringAsync("/me")).ShouldNotContain("Before you publish");
    }

    [Fact]
    public async Task Another_browser_is_asked_for_the_password()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        using var phone = site.Visitor();
        await browser.Join("Maria", "maria@example.org");
        var page = await phone.Page(await site.LinkTo("maria@example.org"));

        var wrong = await phone.Send(
            page,
            "form#confirm",
            new { Input__Password = "not-it-at-all" }
        );
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await IsConfirmed(site, "maria@example.org")).ShouldBeFalse();
        var right = await phone.Send(
            await Forms.Parse(wrong),
            "form#confirm",
            new { Input__Password = Given.Password }
        );

        right.Goes().ShouldBe("/me?said=confirmed");
        (await phone.IsSignedIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_link_works_for_seven_days_and_says_so_afterwards()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        await browser.Join("Maria", "maria@example.org");
        var link = await site.LinkTo("maria@example.org");

        site.Clock.Advance(TimeSpan.FromDays(6.9));
        (await browser.Get(link)).StatusCode.ShouldBe(HttpStatusCode.OK);
        site.Clock.Advance(TimeSpan.FromDays(0.2));
        var old = await browser.Get(link);

        old.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await old.TextOf()).ShouldContain("7 days");
    }

    [Theory]
    [InlineData("/confirm?link=abc")]
    [InlineData("/confirm?link=%00%ff")]
    [InlineData("/confirm?link=CfDJ8")]
    [InlineData("/confirm/address?link=abc")]
    [InlineData("/confirm/address")]
    [InlineData("/forgot/abc")]
    public async Task A_link_that_nobody_mailed_does_nothing(string link)
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();

        ((int)(await browser.Get(link)).StatusCode).ShouldBeOneOf(400, 410);
        ((int)(await browser.Get("/forgot/" + new string('a', 3000))).StatusCode).ShouldBeOneOf(
            404,
            410,
            414
        );
    }

    [Fact]
    public async Task A_link_of_one_kind_is_not_one_of_another()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        await browser.Join("Maria", "maria@example.org");
        var link = await site.LinkTo("maria@example.org");

        var other = await browser.Get("/forgot/" + link.Split('=')[1]);

        other.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_link_that_was_followed_says_that_all_is_well()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        await browser.Join("Maria", "maria@example.org");
        var link = await site.LinkTo("maria@example.org");
        await browser.Send(await browser.Page(link), "form#confirm");

        (await (await browser.Get(link)).TextOf()).ShouldContain("This address is confirmed");
    }

    [Fact]
    public async Task What_was_begun_in_a_second_account_is_brought_to_the_first()
    {
        await using var site = new CourseSite();
        await site.APerson("Ana");
        using var browser = site.Visitor();
        await browser.Join("Ana again", "ana@example.org");
        await site.ADraft("Ana again", new Draft { Title = "Begun", Text = "A few words" });

        var page = await browser.Page(await site.LinkTo("ana@example.org"));
        page.QuerySelector("main")!.TextContent.ShouldContain("Bring it to my account");
        var answer = await browser.Send(page, "form#confirm");

        answer.Goes().ShouldBe("/sign-in?said=brought&then=%2Fdrafts");
        (await browser.IsSignedIn()).ShouldBeFalse();
        (await browser.SignIn("ana@example.org", address: answer.Goes()!))
            .Goes()
            .ShouldBe("/drafts");
        (await browser.GetStringAsync("/drafts")).ShouldContain("Begun");
        (await site.Read(db => db.Users.CountAsync())).ShouldBe(1);
        (await site.Read(db => db.Personas.Select(p => p.Handle).ToListAsync())).ShouldBe(["ana"]);
    }

    [Fact]
    public async Task A_letter_can_be_sent_again_five_times_in_half_an_hour_and_no_more()
    {
        await using var site = new CourseSite(("Mail:Host", "smtp.example.org"));
        using var browser = site.Visitor();
        await browser.Join("Maria", "maria@example.org");
        for (var i = 0; i < 6; i++)
        {
            var answer = await browser.Send(await browser.Page("/confirm"), "form#again");
            answer.Goes().ShouldBe("/confirm?said=sent");
        }

        await site.RunJobs();

        site.Mail.Letters.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_newcomer_learns_that_the_site_sends_no_mail()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        await browser.Join("Maria", "maria@example.org");

        var page = await browser.Page("/confirm");

        page.QuerySelector("main")!.TextContent.ShouldContain("This site sends no mail yet");
        page.QuerySelector("form#again").ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_link_a_visitor_is_asked_to_sign_in()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();

        (await browser.Get("/confirm")).Goes().ShouldBe("/sign-in?then=%2Fconfirm");
    }

    [Fact]
    public async Task An_account_that_nobody_confirmed_or_used_is_gone_after_30_days()
    {
        await using var site = new CourseSite();
        await site.APerson("Ana");
        await site.APerson("Empty", confirmed: false);
        await site.APerson("Writer", confirmed: false);
        await site.ADraft("Writer", new Draft { Title = "Kept", Text = "Kept" });

        site.Clock.Advance(TimeSpan.FromDays(31));
        await site.Within(async services =>
        {
            await ActivatorUtilities
                .CreateInstance<ForgetProvisional>(services)
                .Run(CancellationToken.None);
            return true;
        });

        (await site.Read(db => db.Personas.Select(p => p.Name).Order().ToListAsync())).ShouldBe([
            "Ana",
            "Writer",
        ]);
        (await site.Read(db => db.Users.CountAsync())).ShouldBe(2);
    }

    private static Task<bool> IsConfirmed(CourseSite site, string mail) =>
        site.Read(db =>
            db.Users.Where(u => u.Email == mail).Select(u => u.EmailConfirmed).SingleAsync()
        );
}
