using System.Net;
using CpdCourse.Testing;
using CpdCourse.WebTests.Accounts;

namespace CpdCourse.WebTests.Site;

public sealed class ReadingLimitTests
{
    private static readonly (string, string) Three = ("Limits:ReadsPerMinute", "3");

    [Fact]
    public async Task R14_who_reads_too_fast_is_told_when_to_come_back()
    {
        await using var site = new CourseSite(Three);
        using var visitor = site.Visitor();
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        await Search(visitor, 3);
        site.Clock.Advance(TimeSpan.FromSeconds(20));

        var answer = await visitor.Get("/search?q=d");

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.ToString().ShouldBe("40");
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("Wait a minute, and open the page again.");
        site.Clock.Advance(TimeSpan.FromSeconds(40));
        await Search(visitor, 3);
    }

    [Fact]
    public async Task R14_what_is_kept_for_all_and_files_do_not_count()
    {
        await using var site = new CourseSite(Three);
        await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Visitor();
        for (var n = 0; n < 20; n++)
        {
            foreach (var page in new[] { "/", "/@maria/soup", "/site.css", "/healthz", "/readyz" })
            {
                (await visitor.Get(page)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
            }
        }

        await Search(visitor, 1);
        (await visitor.Get("/search?q=d")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await visitor.Get("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>A class of thirty behind one address.</summary>
    [Fact]
    public async Task R14_those_who_are_signed_in_are_counted_each_alone()
    {
        await using var site = new CourseSite(Three);
        using var maria = await site.SignedInAs("Maria");
        using var tom = await site.SignedInAs("Tom");
        using var visitor = site.Visitor();
        await Search(visitor, 3);
        (await visitor.Get("/help")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        await Search(maria, 3);
        await Search(tom, 3);

        (await maria.Get("/help")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task R14_a_cookie_that_is_none_of_ours_makes_nobody_somebody_else()
    {
        await using var site = new CourseSite(Three);
        for (var n = 0; n < 3; n++)
        {
            await Search(Pretending(site, n), 1);
        }

        (await Pretending(site, 4).Get("/help")).StatusCode.ShouldBe(
            HttpStatusCode.TooManyRequests
        );
    }

    [Theory]
    [InlineData("/feed?n=")]
    [InlineData("/sitemap.xml?n=")]
    [InlineData("/sitemap-1.xml?n=")]
    [InlineData("/nothing-here?n=")]
    [InlineData("/things/12?n=")]
    public async Task R14_every_answer_that_is_made_for_one_counts(string address)
    {
        await using var site = new CourseSite(Three);
        using var visitor = site.Visitor();
        for (var n = 0; n < 3; n++)
        {
            (await visitor.Get(address + n)).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        }

        var answer = await visitor.Get(address + "again");

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.ToString().ShouldBe("60");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("A little slower, please");
        using var asking = new HttpRequestMessage(HttpMethod.Head, address + "again");
        (await visitor.SendAsync(asking)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task R14_forms_are_counted_by_themselves()
    {
        await using var site = new CourseSite(Three);
        using var maria = await site.SignedInAs("Maria");
        var form = await maria.Page("/write?thing=12");
        await Search(maria, 2);
        (await maria.Get("/help")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        var saved = await maria.Send(form, "form.editor", new { Input__Text = "Words" }, "save");

        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static HttpClient Pretending(CourseSite site, int number)
    {
        var browser = site.Visitor();
        browser.DefaultRequestHeaders.Add("Cookie", $"signed-in=CfDJ8{number}");
        return browser;
    }

    private static async Task Search(HttpClient browser, int times)
    {
        for (var n = 0; n < times; n++)
        {
            var answer = await browser.Get($"/search?q={n}");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }
}
