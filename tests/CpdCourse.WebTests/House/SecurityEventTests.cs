using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using CpdCourse.WebTests.Accounts;
using CpdCourse.WebTests.Mentions;
using CpdCourse.WebTests.Studio;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.House;

/// <summary>Each security event, brought about by what it is named for.</summary>
public sealed class SecurityEventTests
{
    private const string Wrong = "not-her-password";
    private const string Another = "quite-another-phrase";

    [Fact]
    public async Task Signing_in_and_out()
    {
        await using var site = new CourseSite(LogLines.Everything);
        await site.APerson("Maria");
        using var log = new LogLines(site);
        using var browser = site.Visitor();

        await browser.SignIn("nobody@example.org", Wrong);
        await browser.SignIn("maria@example.org", Wrong);
        await browser.SignIn("maria@example.org");
        await browser.Send(await browser.Page("/sign-out"), "form#sign-out");

        log.Events.ShouldBe([
            nameof(SecurityLog.SignInFailed),
            nameof(SecurityLog.SignInFailed),
            nameof(SecurityLog.SignedIn),
            nameof(SecurityLog.SignedOut),
        ]);
        var account = await site.Read(db => db.Users.Select(u => u.Id).SingleAsync());
        log.Lines.ShouldContain($"A sign-in went wrong, account {account}.");
        log.Lines.ShouldContain($"Account {account} signed in.");
    }

    [Fact]
    public async Task Waiting_after_too_many_wrong_passwords()
    {
        await using var site = new CourseSite(LogLines.Everything);
        await site.APerson("Maria");
        using var log = new LogLines(site);
        using var browser = site.Visitor();

        for (var tries = 0; tries < 6; tries++)
        {
            await browser.SignIn("maria@example.org", Wrong);
        }

        log.Events.Count(e => e == nameof(SecurityLog.SignInPaused)).ShouldBe(1);
        log.Events.Count(e => e == nameof(SecurityLog.SignInFailed)).ShouldBe(6);
    }

    [Fact]
    public async Task Joining_and_confirming()
    {
        await using var site = new CourseSite(LogLines.Everything);
        using var log = new LogLines(site);
        using var browser = site.Visitor();

        await browser.Join("Maria", "maria@example.org");
        await browser.Send(
            await browser.Page(await site.LinkTo("maria@example.org")),
            "form#confirm"
        );

        log.Events.ShouldBe([
            nameof(SecurityLog.AccountOpened),
            nameof(SecurityLog.SignedIn),
            nameof(SecurityLog.AddressConfirmed),
        ]);
        log.Lines.ShouldContain(l => l.EndsWith(" was opened, as Participant."));
    }

    [Fact]
    public async Task Changing_password_and_address()
    {
        await using var site = new CourseSite(LogLines.Everything);
        using var browser = await site.Signed("Maria");
        using var log = new LogLines(site);

        await Change(browser, Wrong);
        await Change(browser, Given.Password);
        await browser.Send(await browser.Page("/me/account"), "form#everywhere");
        await browser.Send(
            await browser.Page("/me/account"),
            "form#address",
            new { Move__Mail = "new@example.org", Move__CurrentPassword = Another }
        );
        await browser.Send(
            await browser.Page(await site.LinkTo("new@example.org")),
            "form#address"
        );

        log.Events.ShouldBe([
            nameof(SecurityLog.PasswordRefused),
            nameof(SecurityLog.PasswordChanged),
            nameof(SecurityLog.SessionsEnded),
            nameof(SecurityLog.AddressChangeAsked),
            nameof(SecurityLog.AddressChanged),
        ]);
    }

    [Fact]
    public async Task A_new_password_by_a_mailed_link()
    {
        await using var site = new CourseSite(LogLines.Everything);
        await site.APerson("Maria");
        using var log = new LogLines(site);
        using var browser = site.Visitor();

        await browser.Forgot("maria@example.org");
        await browser.Send(
            await browser.Page(await site.LinkTo("maria@example.org")),
            "form#new-password",
            new { Input__Password = Another }
        );

        log.Events.ShouldBe([nameof(SecurityLog.PasswordReset), nameof(SecurityLog.SignedIn)]);
    }

    [Fact]
    public async Task What_moderators_and_organisers_do()
    {
        await using var site = new CourseSite(LogLines.Everything);
        var comment = await site.FromDilys();
        var job = await site.AParkedJob();
        using var wen = await site.Organiser();
        using var log = new LogLines(site);

        await wen.Press(comment.Id, "Trust");
        await wen.Send(await wen.Page("/studio/moderation?show=trusted"), "#trusted form");
        await wen.Send(await wen.Page("/studio/things/15"), "#open");
        await wen.Send(
            await wen.Page("/studio/things/12"),
            "#thing",
            new { Input__Title = "Being social" }
        );
        await wen.Send(await wen.Page("/studio/jobs"), $"#drop-{job.Id.Value:N}");
        await wen.Send(
            await wen.Page("/studio/blogs/import"),
            "#import",
            new { Input__List = "amara,https://amara.example" }
        );

        log.Events.ShouldBe([
            nameof(SecurityLog.Decided),
            nameof(SecurityLog.TrustEnded),
            nameof(SecurityLog.ThingOpened),
            nameof(SecurityLog.ThingRevised),
            nameof(SecurityLog.JobsHandled),
            nameof(SecurityLog.BlogsDecided),
        ]);
        log.Lines.ShouldContain("wen decided Import about 1 blogs elsewhere.");
        log.Lines.ShouldContain("wen decided Trust: Comment by Dilys.");
        log.Lines.ShouldContain("wen opened Thing 15.");
    }

    [Fact]
    public async Task A_form_from_elsewhere()
    {
        await using var site = new CourseSite(LogLines.Everything);
        var post = await site.APost("Maria", "Soup", "Words.", 12);
        using var maria = await site.SignedInAs("Maria");
        using var log = new LogLines(site);

        foreach (var page in new[] { "/me/profile", $"/write/{post.Number}/withdraw" })
        {
            using var form = new FormUrlEncodedContent([]);
            (
                await maria.PostAsync(new Uri(page, UriKind.Relative), form)
            ).IsSuccessStatusCode.ShouldBeFalse();
        }

        log.Events.ShouldAllBe(e => e == nameof(SecurityLog.FormRefused));
        log.Lines.ShouldContain("A form without our token was refused at /me/profile.");
        log.Lines.ShouldContain(l => l.EndsWith("/withdraw."));
    }

    [Fact]
    public async Task Too_many_requests_of_each_kind()
    {
        await using var site = new CourseSite([
            .. LogLines.Everything,
            ("Limits:SignInsPerFiveMinutes", "1"),
            ("Limits:PingsPerTenMinutes", "1"),
            ("Limits:CommentsPerTenMinutes", "1"),
        ]);
        var post = await site.APost("Maria", "Soup", "Words.", 12);
        using var log = new LogLines(site);
        using var browser = site.Visitor();
        var report = await browser.Page("/report");
        site.Clock.Advance(TimeSpan.FromSeconds(10));

        for (var times = 0; times < 2; times++)
        {
            await browser.SignIn("maria@example.org", Wrong);
            await browser.Ping($"/@maria/{post.Slug}/trackback", new Uri("https://blog.example/"));
            await browser.Send(
                report,
                "#report-form",
                new { Input__Reason = "Spam", Input__Words = $"{times}" }
            );
        }

        log.Entries.Where(e => e.Event == nameof(SecurityLog.TooManyRequests))
            .Select(e => e.Text)
            .ShouldBe([
                "Too many requests at /sign-in: the limit is sign-in.",
                "Too many requests at /@{handle}/{slug}/trackback: the limit is trackbacks.",
                "Too many requests at /report: the limit is too-fast.",
            ]);
    }

    [Fact]
    public async Task A_sixth_letter_in_half_an_hour()
    {
        await using var site = new CourseSite(LogLines.Everything);
        await site.APerson("Maria");
        using var log = new LogLines(site);
        using var browser = site.Visitor();

        for (var times = 0; times < 6; times++)
        {
            await browser.Forgot("maria@example.org");
        }

        await site.RunJobs();

        log.Events.ShouldBe([nameof(SecurityLog.LetterHeldBack)]);
        site.Mail.Letters.Count.ShouldBe(5);
    }

    [Fact]
    public async Task An_address_of_the_network_we_stand_in()
    {
        await using var site = new CourseSite(LogLines.Everything);
        var post = await site.APost("Maria", "Soup", "Words.", 12);
        using var log = new LogLines(site);

        await site.Visitor()
            .Ping(
                $"/@maria/{post.Slug}/trackback",
                new Uri("http://169.254.169.254/latest/meta-data?key=planted")
            );
        await site.RunJobs();

        log.Events.ShouldContain(nameof(SecurityLog.FetchRefused));
        log.Lines.ShouldContain(l => l.EndsWith("was refused: 169.254.169.254."));
    }

    private static async Task<HttpResponseMessage> Change(HttpClient browser, string current) =>
        await browser.Send(
            await browser.Page("/me/account"),
            "form#password",
            new { Change__CurrentPassword = current, Change__Password = Another }
        );
}
