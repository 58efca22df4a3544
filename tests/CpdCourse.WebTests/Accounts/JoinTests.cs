using System.Net;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Accounts;

public sealed class JoinTests
{
    [Fact]
    public async Task A_newcomer_is_signed_in_at_once()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();

        var answer = await browser.Join("Maria", "maria@example.org");

        answer.Goes().ShouldBe("/welcome");
        (await browser.IsSignedIn()).ShouldBeTrue();
        (await browser.GetStringAsync("/me")).ShouldContain("Before you publish");
    }

    [Fact]
    public async Task The_page_says_the_day_and_the_week()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();

        (await browser.GetStringAsync("/join")).ShouldContain(
            "You join on Wednesday 8 April, in week 13 of 26."
        );
    }

    [Fact]
    public async Task A_known_address_gets_the_same_answer_and_its_owner_a_letter()
    {
        await using var site = new CourseSite();
        await site.APerson("Ana");
        using var first = site.Visitor();
        using var second = site.Visitor();

        var known = await first.Join("Nobody", "ANA@example.org");
        var unknown = await second.Join("Nobody", "new@example.org");

        known.StatusCode.ShouldBe(unknown.StatusCode);
        known.Goes().ShouldBe(unknown.Goes());
        var here = await first.Get("/welcome");
        (await here.TextOf()).ShouldBe(await (await second.Get("/welcome")).TextOf());
        here.StatusCode.ShouldBe(HttpStatusCode.OK);
        await site.RunJobs();
        site.Mail.Letters.Select(l => l.To).ShouldBe(["ANA@example.org", "new@example.org"]);
        site.Mail.Letters[0].Subject.ShouldContain("you have an account already");
        site.Mail.Letters[1].Subject.ShouldContain("confirm your address");
    }

    [Fact]
    public async Task Joining_with_the_address_of_somebody_else_opens_nothing_of_theirs()
    {
        await using var site = new CourseSite();
        await site.APerson("Ana");
        using var stranger = site.Visitor();
        using var ana = site.Visitor();
        await stranger.Join("Stranger", "ana@example.org", "another-good-secret-phrase");

        (await stranger.GetStringAsync("/me")).ShouldNotContain("@ana");
        var wrong = await ana.SignIn("ana@example.org", "another-good-secret-phrase");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ana.SignIn("ana@example.org")).Goes().ShouldBe("/");
    }

    [Fact]
    public async Task The_letter_holds_nothing_that_was_typed()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();

        await browser.Join("Cheap pills at pills.example", "victim@example.org");

        await site.RunJobs();
        var letter = site.Mail.Letters.Single();
        (letter.Subject + letter.Text).ShouldNotContain("pills");
    }

    [Theory]
    [InlineData("", "maria@example.org", "a-long-enough-password", "Enter a name")]
    [InlineData("\u202E\u200F", "maria@example.org", "", "Use 10 to 128")]
    [InlineData("Maria", "", "a-long-enough-password", "whole email address")]
    [InlineData("Maria", "maria", "a-long-enough-password", "whole email address")]
    [InlineData("Maria", "a@b@c.example", "a-long-enough-password", "whole email address")]
    [InlineData(
        "Maria",
        "a@example.org\r\nBcc: b@c.example",
        "a-long-enough-password",
        "whole email address"
    )]
    [InlineData("Maria", "M <a@example.org>", "a-long-enough-password", "whole email address")]
    [InlineData("Maria", "maria@example.org", "short", "Use 10 to 128")]
    [InlineData("Maria", "maria@example.org", "password1234", "among the first")]
    [InlineData("Maria", "maria@example.org", "maria-maria-1", "among the first")]
    public async Task A_slip_is_named_and_what_was_typed_stays(
        string name,
        string mail,
        string password,
        string sentence
    )
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();

        var answer = await browser.Join(name, mail, password);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Forms.Parse(answer);
        page.Title!.ShouldStartWith("Error: Join");
        page.QuerySelector("#error-summary")!.TextContent.ShouldContain(sentence);
        page.QuerySelector("#Input_Name")!.GetAttribute("value").ShouldBe(name);
        page.QuerySelector("#Input_Password")!.GetAttribute("value").ShouldBeNullOrEmpty();
        (await site.Read(db => db.Users.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Limits_are_where_they_are_said_to_be()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();

        (await browser.Join(new string('x', 61), "a@example.org")).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        var whole = string.Concat(Enumerable.Range(0, 26).Select(i => $"w{i * 37}k~"))
            .PadRight(128, 'é');
        (await browser.Join("Ann", "b@example.org", whole[..128] + "z")).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await browser.Join(new string('x', 60), "c@example.org", whole[..128]))
            .Goes()
            .ShouldBe("/welcome");

        // Not cut: one character less is another password.
        using var other = site.Visitor();
        (await other.SignIn("c@example.org", whole[..127])).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await other.SignIn("c@example.org", whole[..128])).Goes().ShouldBe("/");
    }

    [Fact]
    public async Task A_form_with_a_character_that_no_text_has_is_the_senders_mistake()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        using var form = new StringContent(
            "Input.Name=a%00b",
            System.Text.Encoding.UTF8,
            "application/x-www-form-urlencoded"
        );

        (await browser.PostAsync(new Uri("/join", UriKind.Relative), form)).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Theory]
    [InlineData("😀 نورة <script>alert(1)</script>")]
    [InlineData("O’Brien & søn \"quoted\"")]
    public async Task Any_name_is_shown_as_it_is_and_does_nothing(string name)
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        await browser.Join(name, "o'brien+cpd@example.org");

        var page = await browser.Page("/welcome");

        page.QuerySelector("h1")!.TextContent.ShouldBe($"Welcome, {name}");
        page.QuerySelectorAll("main script").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/things/9", "/welcome?then=%2Fthings%2F9")]
    [InlineData("//evil.example", "/welcome")]
    [InlineData("https://evil.example", "/welcome")]
    [InlineData("/\\evil.example", "/welcome")]
    public async Task Where_they_were_going_is_kept_when_it_is_here(string then, string goes)
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();

        var answer = await browser.Join(
            "Maria",
            "maria@example.org",
            address: "/join?then=" + Uri.EscapeDataString(then)
        );

        answer.Goes().ShouldBe(goes);
    }

    [Fact]
    public async Task A_newcomer_is_listed_once_the_address_is_confirmed()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        await browser.Join("Maria", "maria@example.org");

        (await Listed(site)).ShouldBeFalse();
        var page = await browser.Page(await site.LinkTo("maria@example.org"));
        await browser.Send(page, "form#confirm");

        (await Listed(site)).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_of_the_same_name_get_two_handles_and_both_are_enrolled()
    {
        await using var site = new CourseSite();
        using var one = site.Visitor();
        using var two = site.Visitor();
        await one.Join("Ann", "ann@example.org");
        await two.Join("Ann", "ann2@example.org");

        (await site.Read(db => db.Personas.Select(p => p.Handle).Order().ToListAsync())).ShouldBe([
            "ann",
            "ann2",
        ]);
        (await site.Read(db => db.Participants.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task Fields_say_to_password_managers_what_they_are()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();

        var join = await browser.Page("/join");
        var signIn = await browser.Page("/sign-in");

        join.QuerySelector("#Input_Mail")!.GetAttribute("autocomplete").ShouldBe("email");
        join.QuerySelector("#Input_Password")!
            .GetAttribute("autocomplete")
            .ShouldBe("new-password");
        signIn.QuerySelector("#Input_Mail")!.GetAttribute("autocomplete").ShouldBe("username");
        signIn
            .QuerySelector("#Input_Password")!
            .GetAttribute("autocomplete")
            .ShouldBe("current-password");
    }

    private static Task<bool> Listed(CourseSite site) =>
        site.Read(db =>
            db.Personas.Where(p => p.Name == "Maria").Select(p => p.Listed).SingleAsync()
        );
}
