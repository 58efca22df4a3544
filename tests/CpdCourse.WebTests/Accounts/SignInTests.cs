using System.Net;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Accounts;

public sealed class SignInTests
{
    [Fact]
    public async Task The_right_password_opens_the_door()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var browser = site.Visitor();

        (await browser.SignIn(" MARIA@example.org ")).Goes().ShouldBe("/");
        (await browser.IsSignedIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_get_the_same_page()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var browser = site.Visitor();

        var known = await browser.SignIn("maria@example.org", "not-her-password");
        var unknown = await browser.SignIn("nadia@example.org", "not-her-password");
        var odd = await browser.SignIn("not an address", "");

        known.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        unknown.StatusCode.ShouldBe(known.StatusCode);
        odd.StatusCode.ShouldBe(known.StatusCode);
        var text = await known.TextOf();
        text.ShouldContain("do not go together");
        (await unknown.TextOf()).ShouldBe(text);
        (await odd.TextOf()).ShouldBe(text);
    }

    [Fact]
    public async Task After_five_tries_each_one_waits_longer()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var browser = site.Visitor();
        for (var i = 0; i < 5; i++)
        {
            await browser.SignIn("maria@example.org", "not-her-password");
        }

        // The right one has to wait as well, and nobody can tell why.
        (await browser.SignIn("maria@example.org")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        await browser.SignIn("maria@example.org", "not-her-password");
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        (await browser.SignIn("maria@example.org")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        (await browser.SignIn("maria@example.org")).Goes().ShouldBe("/");
        (await Tries(site)).ShouldBe(0);
    }

    [Fact]
    public async Task The_pause_is_never_longer_than_15_minutes()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        await site.Read(db =>
            db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.AccessFailedCount, 5000))
        );
        using var browser = site.Visitor();
        await browser.SignIn("maria@example.org", "not-her-password");

        site.Clock.Advance(TimeSpan.FromMinutes(15));

        (await browser.SignIn("maria@example.org")).Goes().ShouldBe("/");
    }

    [Fact]
    public async Task A_mailed_link_works_during_the_pause()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var browser = site.Visitor();
        for (var i = 0; i < 6; i++)
        {
            await browser.SignIn("maria@example.org", "not-her-password");
        }

        await browser.Forgot("maria@example.org");
        var page = await browser.Page(await site.LinkTo("maria@example.org"));
        var answer = await browser.Send(
            page,
            "form#new-password",
            new { Input__Password = "quite-another-phrase" }
        );

        answer.Goes().ShouldBe("/me?said=password");
        using var other = site.Visitor();
        (await other.SignIn("maria@example.org", "quite-another-phrase")).Goes().ShouldBe("/");
    }

    [Fact]
    public async Task Many_tries_from_one_network_are_slowed_whatever_they_name()
    {
        await using var site = new CourseSite(("Limits:SignInsPerFiveMinutes", "3"));
        using var browser = site.Visitor();
        for (var i = 0; i < 3; i++)
        {
            await browser.SignIn($"a{i}@example.org", "not-her-password");
        }

        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        var answer = await browser.SignIn("a9@example.org", "not-her-password");

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_cookie_is_for_this_site_alone_and_lasts_when_asked()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var browser = site.Visitor();

        var brief = await browser.SignIn("maria@example.org");
        var page = await site.Visitor().Page("/sign-in");
        using var other = site.Visitor();
        page = await other.Page("/sign-in");
        var lasting = await other.Send(
            page,
            "form#sign-in",
            new
            {
                Input__Mail = "maria@example.org",
                Input__Password = Given.Password,
                Input__Stay = "true",
            }
        );

        var cookie = Cookie(brief).ToLowerInvariant();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("expires");
        Cookie(lasting).ShouldContain("expires");
    }

    [Fact]
    public async Task Over_https_cookies_carry_the_host_prefix_and_are_secure()
    {
        await using var site = new CourseSite(("Site:BaseUrl", "https://course.example"));
        using var browser = site.Visitor();

        var cookie = (await browser.Get("/sign-in")).Headers.GetValues("Set-Cookie").Single();

        cookie.ShouldStartWith("__Host-form=");
        cookie.ToLowerInvariant().ShouldContain("secure; samesite=lax; httponly");
        cookie.ShouldContain("path=/;");
    }

    [Theory]
    [InlineData("/write?thing=12", "/write?thing=12")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task One_is_back_where_one_was_if_that_is_here(string then, string goes)
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var browser = site.Visitor();

        var answer = await browser.SignIn(
            "maria@example.org",
            address: "/sign-in?then=" + Uri.EscapeDataString(then)
        );

        answer.Goes().ShouldBe(goes);
        (await browser.Get("/sign-in?then=" + Uri.EscapeDataString(then))).Goes().ShouldBe(goes);
    }

    [Theory]
    [InlineData("/me")]
    [InlineData("/me/profile")]
    [InlineData("/me/account")]
    [InlineData("/drafts")]
    [InlineData("/welcome")]
    public async Task A_page_of_ones_own_asks_a_visitor_to_sign_in(string address)
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();

        (await browser.Get(address))
            .Goes()!
            .ShouldEndWith("/sign-in?then=" + Uri.EscapeDataString(address));
    }

    [Fact]
    public async Task Somebody_who_has_not_confirmed_can_sign_in()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria", confirmed: false);

        (await browser.IsSignedIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task Signing_out_takes_a_button()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");

        var page = await browser.Page("/sign-out");
        (await browser.IsSignedIn()).ShouldBeTrue();
        (await browser.Send(page, "form#sign-out")).Goes().ShouldBe("/");

        (await browser.IsSignedIn()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_form_without_our_token_is_refused()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var browser = site.Visitor();
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["Input.Mail"] = "maria@example.org",
                ["Input.Password"] = Given.Password,
            }
        );

        (await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), form)).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await browser.IsSignedIn()).ShouldBeFalse();
    }

    private static Task<int> Tries(CourseSite site) =>
        site.Read(db => db.Users.Select(u => u.AccessFailedCount).SingleAsync());

    private static string Cookie(HttpResponseMessage answer) =>
        answer
            .Headers.GetValues("Set-Cookie")
            .Single(c => c.StartsWith("signed-in=", StringComparison.Ordinal));
}
