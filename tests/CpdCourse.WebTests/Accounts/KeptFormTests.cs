using System.Net;
using AngleSharp.Html.Dom;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Accounts;

/// <summary>The session ends while somebody writes; they send the form (ux W4). The profile page stands for every page of participants.</summary>
public sealed class KeptFormTests
{
    [Fact]
    public async Task What_was_typed_is_there_after_signing_in_and_arrives()
    {
        await using var site = new CourseSite();
        using var browser = SameOrigin(site.Visitor());
        var form = await FormOf(site, "Maria");
        var words = "First line\n\n“quoted” & <b>bold</b> 😀\n" + new string('ß', 1_500);

        var signIn = await browser.Send(form, "form#profile", new { Input__Words = words });
        signIn.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await signIn.TextOf()).ShouldContain("Your text is kept");
        var wrong = await Answer(browser, signIn, "not-her-password");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var there = await Answer(browser, wrong, Given.Password);
        (await there.TextOf()).ShouldContain("“quoted” & <b>bold</b> 😀");
        var sent = await browser.Send(await Forms.Parse(there), "form#continue");

        sent.Goes().ShouldBe("/me/profile?said=saved");
        (await site.Read(db => db.Personas.Select(p => p.Words).SingleAsync())).ShouldBe(words);
    }

    [Fact]
    public async Task A_text_of_the_longest_kind_fits()
    {
        await using var site = new CourseSite();
        using var browser = SameOrigin(site.Visitor());
        var form = await FormOf(site, "Maria");
        var words = string.Concat(
            Enumerable.Range(0, 50_000).Select(i => (char)(0x4E00 + (i * 7919 % 20_000)))
        );

        var signIn = await browser.Send(form, "form#profile", new { Input__Words = words });
        signIn.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, signIn.Goes());
        var there = await Answer(browser, signIn, Given.Password);
        var sent = await browser.Send(await Forms.Parse(there), "form#continue");

        // Too long for words about oneself, and said so with all of it in the box.
        sent.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (
            (IHtmlTextAreaElement)(await Forms.Parse(sent)).QuerySelector("#Input_Words")!
        ).Value.Length.ShouldBe(words.Length);
    }

    [Fact]
    public async Task Another_site_cannot_put_words_into_a_form()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Mode", "navigate");
        var form = await FormOf(site, "Maria");

        var answer = await browser.Send(form, "form#profile", new { Input__Words = "theirs" });

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Goes()!.ShouldContain("/sign-in?then=");
    }

    [Theory]
    [InlineData("http://localhost", HttpStatusCode.Unauthorized)]
    [InlineData("http://evil.example", HttpStatusCode.Redirect)]
    [InlineData("null", HttpStatusCode.Redirect)]
    public async Task Old_browsers_say_in_Origin_where_a_form_is_from(
        string origin,
        HttpStatusCode status
    )
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        browser.DefaultRequestHeaders.Add("Origin", origin);

        var answer = await browser.Send(await FormOf(site, "Maria"), "form#profile");

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_script_is_told_401()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Mode", "cors");

        var answer = await browser.Send(await FormOf(site, "Maria"), "form#profile");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Keep");
    }

    [Fact]
    public async Task More_than_any_form_of_ours_can_hold_is_not_carried()
    {
        await using var site = new CourseSite();
        using var browser = SameOrigin(site.Visitor());
        var form = await FormOf(site, "Maria");

        var answer = await browser.Send(
            form,
            "form#profile",
            new { Input__Words = new string('x', 400_000) }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Passwords_are_not_carried()
    {
        await using var site = new CourseSite();
        using var browser = SameOrigin(site.Visitor());
        using var maria = await site.Signed("Maria");
        var form = await maria.Page("/me/account");
        var fields = form.QuerySelectorAll("input[type=password]")
            .Select(i => i.GetAttribute("name")!)
            .ToDictionary(
                name => name,
                _ => "planted-secret-of-great-length",
                StringComparer.Ordinal
            );
        fields.Count.ShouldBe(3);

        foreach (var kind in new[] { "form#address", "form#password" })
        {
            var signIn = await browser.Send(
                form,
                kind,
                new Dictionary<string, string>(fields, StringComparer.Ordinal)
                {
                    ["Move.Mail"] = "a@b.example",
                }
            );
            var answer = await Answer(browser, signIn, Given.Password);
            var there = await Forms.Parse(answer);

            there
                .QuerySelector("[name='Move.Mail']")!
                .GetAttribute("value")
                .ShouldBe("a@b.example");
            there.Source.Text.ShouldNotContain("planted-secret");
            await browser.Send(await browser.Page("/sign-out"), "form#sign-out");
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("CfDJ8AAAA")]
    public async Task A_kept_form_that_cannot_be_read_is_owned_up_to(string keep)
    {
        await using var site = new CourseSite();
        using var browser = SameOrigin(site.Visitor());
        var signIn = await browser.Send(await FormOf(site, "Maria"), "form#profile");

        var answer = await browser.Send(
            await Forms.Parse(signIn),
            "form#sign-in",
            new
            {
                Input__Mail = "maria@example.org",
                Input__Password = Given.Password,
                Keep = keep,
            }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.TextOf()).ShouldContain("could not be brought back");
        (await browser.IsSignedIn()).ShouldBeTrue();
    }

    private static async Task<IHtmlDocument> FormOf(CourseSite site, string name)
    {
        using var signedIn = await site.Signed(name);
        return await signedIn.Page("/me/profile");
    }

    private static async Task<HttpResponseMessage> Answer(
        HttpClient browser,
        HttpResponseMessage signIn,
        string password
    ) =>
        await browser.Send(
            await Forms.Parse(signIn),
            "form#sign-in",
            new { Input__Mail = "maria@example.org", Input__Password = password }
        );

    private static HttpClient SameOrigin(HttpClient browser)
    {
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Mode", "navigate");
        return browser;
    }
}
