using System.Net;
using System.Text;
using CpdCourse.Testing;
using CpdCourse.WebTests.Accounts;

namespace CpdCourse.WebTests.Site;

/// <summary>Error pages answer errors, and nobody who asks for one by hand.</summary>
public sealed class ErrorPageTests
{
    [Theory]
    [InlineData("/error/500")]
    [InlineData("/error/503")]
    [InlineData("/error/200")]
    [InlineData("/error/204")]
    [InlineData("/error/404")]
    public async Task An_error_page_asked_for_by_hand_is_not_there(string address)
    {
        await using var site = new CourseSite();

        var answer = await site.Visitor().GetAsync(new Uri(address, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("quote this code");
    }

    [Fact]
    public async Task The_key_of_a_mailed_link_is_in_no_log()
    {
        await using var site = new BrokenSite();
        var log = new LogLines(site);

        var answer = await site.Visitor().Get("/forgot/planted-key");

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        log.Lines.ShouldContain(l => l.Contains("/forgot/…"));
        log.Lines.ShouldNotContain(l => l.Contains("planted-key"));
        await site.Visitor().Get("/@maria/soup");
        log.Lines.ShouldContain(l => l.Contains("at /@maria/soup"));
    }

    [Fact]
    public async Task R14_a_form_that_was_cut_off_is_no_error_of_ours()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        using var content = new StringContent(
            "--cut\r\nContent-Disposition: form-data; name=\"Input.Mail\"\r\n\r\nmaria@exam",
            Encoding.UTF8
        );
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation(
            "Content-Type",
            "multipart/form-data; boundary=cut"
        );

        var answer = await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), content);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("could not be read");
    }
}
