using System.Net;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Accounts;

/// <summary>Links that are followed twice, or that somebody would like to follow for an address that is not theirs.</summary>
public sealed class ConfirmRaceTests
{
    private const string Another = "quite-another-phrase";

    [Fact]
    public async Task Two_confirmations_at_once_and_one_more_leave_the_account_and_its_words()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        await browser.Join("Maria", "maria@example.org");
        await site.ADraft("Maria", new Draft { Title = "Kept", Text = "Kept" });
        var page = await browser.Page(await site.LinkTo("maria@example.org"));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => browser.Send(page, "form#confirm"))
        );
        await browser.Send(page, "form#confirm");

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Redirect);
        answers.ShouldAllBe(a => !a.Goes()!.Contains("brought"));
        (await site.Read(db => db.Users.SingleAsync())).EmailConfirmed.ShouldBeTrue();
        (await site.Read(db => db.Posts.CountAsync())).ShouldBe(1);
        (await browser.GetStringAsync("/drafts")).ShouldContain("Kept");
    }

    [Fact]
    public async Task Somebody_else_confirmed_while_we_looked_and_that_is_a_success()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria", confirmed: false);

        var both = await site.Within(async slow =>
        {
            var seen = await slow.GetRequiredService<Data.CourseDb>().Users.SingleAsync();
            var first = await Confirm(site);
            return (
                first,
                await slow.GetRequiredService<ConfirmAddress>()
                    .Confirm(seen, CancellationToken.None)
            );
        });

        both.ShouldBe((true, true));
        (await site.Read(db => db.Users.SingleAsync())).EmailConfirmed.ShouldBeTrue();
    }

    [Fact]
    public async Task An_account_is_never_brought_into_itself()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");

        await Should.ThrowAsync<InvalidOperationException>(() =>
            site.Within(async services =>
            {
                var maria = await services.GetRequiredService<Data.CourseDb>().Users.SingleAsync();
                await services
                    .GetRequiredService<ConfirmAddress>()
                    .BringInto(maria, maria, CancellationToken.None);
                return true;
            })
        );

        (await site.Read(db => db.Users.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_mailed_to_one_address_does_not_confirm_another()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        await browser.Join("Evil", "evil@example.org");
        await browser.Forgot("evil@example.org");
        var reset = await site.LinkTo("evil@example.org");

        (await Move(browser, "victim@example.org")).Goes().ShouldBe("/me/account?said=sent");
        var answer = await browser.Get(reset);

        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await site.Read(db => db.Users.SingleAsync())).EmailConfirmed.ShouldBeFalse();
        (await browser.IsSignedIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_link_mailed_before_an_address_was_changed_and_changed_back_is_spent()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        await browser.Join("Evil", "evil@example.org");
        await browser.Forgot("evil@example.org");
        var reset = await site.LinkTo("evil@example.org");

        await Move(browser, "victim@example.org");
        await Move(browser, "evil@example.org");

        (await browser.Get(reset)).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task An_address_typed_by_others_does_not_lock_a_newcomer_out_of_their_text()
    {
        await using var site = new CourseSite();
        using var maria = site.Visitor();
        await maria.Join("Maria", "maria@example.org");
        await site.ADraft("Maria", new Draft { Title = "Hers", Text = "Hers" });
        for (var i = 0; i < 3; i++)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(1));
            using var stranger = site.Visitor();
            await stranger.Join($"Stranger {i}", "maria@example.org", Another);
        }

        using var again = site.Visitor();
        (await again.SignIn("maria@example.org")).Goes().ShouldBe("/");

        (await again.GetStringAsync("/drafts")).ShouldContain("Hers");
        using var last = site.Visitor();
        (await last.SignIn("maria@example.org", Another)).Goes().ShouldBe("/");
    }

    [Fact]
    public async Task A_reset_opens_the_account_that_had_the_address_first()
    {
        await using var site = new CourseSite();
        using var maria = site.Visitor();
        await maria.Join("Maria", "maria@example.org");
        await site.ADraft("Maria", new Draft { Title = "Hers", Text = "Hers" });
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        using var stranger = site.Visitor();
        await stranger.Join("Stranger", "maria@example.org", Another);

        using var browser = site.Visitor();
        await browser.Forgot("maria@example.org");
        var page = await browser.Page(await site.LinkTo("maria@example.org"));
        await browser.Send(page, "form#new-password", new { Input__Password = Another });

        (await browser.GetStringAsync("/drafts")).ShouldContain("Hers");
    }

    [Fact]
    public async Task A_letter_that_waited_while_the_password_changed_is_not_sent()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");

        await Move(browser, "thief@example.org");
        await browser.Send(
            await browser.Page("/me/account"),
            "form#password",
            new { Change__CurrentPassword = Given.Password, Change__Password = Another }
        );
        await site.RunJobs();

        site.Mail.Letters.ShouldNotContain(l => l.To == "thief@example.org");
        site.Mail.Letters.ShouldContain(l => l.To == "maria@example.org");
    }

    private static Task<bool> Confirm(CourseSite site) =>
        site.Within(async services =>
            await services
                .GetRequiredService<ConfirmAddress>()
                .Confirm(
                    await services.GetRequiredService<Data.CourseDb>().Users.SingleAsync(),
                    CancellationToken.None
                )
        );

    private static async Task<HttpResponseMessage> Move(HttpClient browser, string mail) =>
        await browser.Send(
            await browser.Page("/me/account"),
            "form#address",
            new { Move__Mail = mail, Move__CurrentPassword = Given.Password }
        );
}
