using System.Net;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Accounts;

public sealed class MyAccountTests
{
    private const string Another = "quite-another-phrase";

    [Fact]
    public async Task A_password_is_changed_with_the_one_before_and_other_devices_are_signed_out()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");
        using var elsewhere = site.Visitor();
        await elsewhere.SignIn("maria@example.org");

        var answer = await Change(browser, Given.Password, Another);

        answer.Goes().ShouldBe("/me/account?said=password");
        site.Clock.Advance(TimeSpan.FromSeconds(61));
        (await browser.IsSignedIn()).ShouldBeTrue();
        (await elsewhere.IsSignedIn()).ShouldBeFalse();
        await site.RunJobs();
        site.Mail.Letters.Single().Subject.ShouldContain("your password was changed");
    }

    [Theory]
    [InlineData("not-the-password", Another, "That is not the password")]
    [InlineData(Given.Password, "short", "Use 10 to 128")]
    [InlineData(Given.Password, "qwertyuiop", "among the first")]
    [InlineData("", "", "That is not the password")]
    public async Task A_slip_is_named_and_changes_nothing(
        string current,
        string password,
        string sentence
    )
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");

        var answer = await Change(browser, current, password);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.TextOf()).ShouldContain(sentence);
        using var other = site.Visitor();
        (await other.SignIn("maria@example.org")).Goes().ShouldBe("/");
        await site.RunJobs();
        site.Mail.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_address_counts_once_its_letter_was_followed()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");

        (await Move(browser, "new@example.org")).Goes().ShouldBe("/me/account?said=sent");
        using var other = site.Visitor();
        var link = await site.LinkTo("new@example.org");
        site.Mail.Letters.ShouldContain(l => l.To == "maria@example.org" && l.Link == null);
        (await other.SignIn("new@example.org")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.Send(await browser.Page(link), "form#address"))
            .Goes()
            .ShouldBe("/me/account?said=address");

        (await other.SignIn("new@example.org")).Goes().ShouldBe("/");
        (await browser.GetStringAsync("/me/account")).ShouldContain("new@example.org");
        (await browser.Get(link)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        await site.RunJobs();
        site.Mail.Letters[^1].To.ShouldBe("maria@example.org");
    }

    [Fact]
    public async Task The_address_of_another_account_is_not_taken()
    {
        await using var site = new CourseSite();
        await site.APerson("Ana");
        using var browser = await site.Signed("Maria");
        (await Move(browser, "ana@example.org")).Goes().ShouldBe("/me/account?said=sent");

        var page = await browser.Page(await site.LinkTo("ana@example.org"));
        var answer = await browser.Send(page, "form#address");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.TextOf()).ShouldContain("another account with this address");
    }

    [Fact]
    public async Task A_changed_password_ends_the_link_to_another_address()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");
        await Move(browser, "thief@example.org");
        var link = await site.LinkTo("thief@example.org");

        await Change(browser, Given.Password, Another);

        (await browser.Get(link)).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_slip_in_an_address_that_was_never_confirmed_is_mended_at_once()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria", confirmed: false);

        await Move(browser, "mariah@example.org");
        var page = await browser.Page(await site.LinkTo("mariah@example.org"));

        (await browser.Send(page, "form#confirm")).Goes().ShouldBe("/me?said=confirmed");
    }

    [Theory]
    [InlineData("nonsense", Given.Password)]
    [InlineData("new@example.org", "not-the-password")]
    public async Task Another_address_needs_to_be_one_and_the_password(string mail, string password)
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");

        (await Move(browser, mail, password)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await site.RunJobs();
        site.Mail.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_can_sign_out_everywhere_else()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");
        using var elsewhere = site.Visitor();
        await elsewhere.SignIn("maria@example.org");

        await browser.Send(await browser.Page("/me/account"), "form#everywhere");
        site.Clock.Advance(TimeSpan.FromSeconds(61));

        (await elsewhere.IsSignedIn()).ShouldBeFalse();
        (await browser.IsSignedIn()).ShouldBeTrue();
    }

    private static async Task<HttpResponseMessage> Change(
        HttpClient browser,
        string current,
        string password
    ) =>
        await browser.Send(
            await browser.Page("/me/account"),
            "form#password",
            new { Change__CurrentPassword = current, Change__Password = password }
        );

    private static async Task<HttpResponseMessage> Move(
        HttpClient browser,
        string mail,
        string password = Given.Password
    ) =>
        await browser.Send(
            await browser.Page("/me/account"),
            "form#address",
            new { Move__Mail = mail, Move__CurrentPassword = password }
        );
}
