using CpdCourse.Testing;

namespace CpdCourse.WebTests.Accounts;

/// <summary>What people do on the account pages, in a line each.</summary>
internal static class Browsing
{
    public static async Task<HttpResponseMessage> Join(
        this HttpClient browser,
        string name,
        string mail,
        string password = Given.Password,
        string address = "/join"
    ) =>
        await browser.Send(
            await browser.Page(address),
            "form#join",
            new
            {
                Input__Name = name,
                Input__Mail = mail,
                Input__Password = password,
            }
        );

    public static async Task<HttpResponseMessage> SignIn(
        this HttpClient browser,
        string mail,
        string password = Given.Password,
        string address = "/sign-in"
    ) =>
        await browser.Send(
            await browser.Page(address),
            "form#sign-in",
            new { Input__Mail = mail, Input__Password = password }
        );

    /// <summary>A browser that signed in through the page.</summary>
    public static async Task<HttpClient> Signed(
        this CourseSite site,
        string name,
        bool confirmed = true
    )
    {
        await site.APerson(name, confirmed: confirmed);
        var browser = site.Visitor();
        (await browser.SignIn($"{name.ToLowerInvariant()}@example.org")).Goes().ShouldBe("/");
        return browser;
    }

    public static async Task<HttpResponseMessage> Forgot(this HttpClient browser, string mail) =>
        await browser.Send(
            await browser.Page("/forgot"),
            "form#forgot",
            new { Input__Mail = mail }
        );

    /// <summary>Where a redirect leads.</summary>
    public static string? Goes(this HttpResponseMessage answer) =>
        answer.Headers.Location?.OriginalString;

    /// <summary>The link of the last letter to this address, as a local path.</summary>
    public static async Task<string> LinkTo(this CourseSite site, string mail)
    {
        await site.RunJobs();
        return new Uri(
            site.Mail.Letters.Last(l => l.To == mail && l.Link is not null).Link!
        ).PathAndQuery;
    }

    public static async Task<bool> IsSignedIn(this HttpClient browser) =>
        (await browser.GetAsync(new Uri("/me", UriKind.Relative))).IsSuccessStatusCode;

    public static async Task<string> TextOf(this HttpResponseMessage answer) =>
        (await Forms.Parse(answer)).QuerySelector("main")!.TextContent;

    public static async Task<HttpResponseMessage> Get(this HttpClient browser, string address) =>
        await browser.GetAsync(new Uri(address, UriKind.Relative));
}
