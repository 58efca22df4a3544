using System.IO.Compression;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Setup;

/// <summary>The byte budgets of pages, on the demo course.</summary>
[Collection(nameof(DemoSite))]
public sealed class DemoBudgetTests(DemoSite demo)
{
    private const int Html = 25 * 1024;

    [Theory]
    [InlineData("/", null)]
    [InlineData("/", "marisol@example.org")]
    [InlineData("/things", null)]
    [InlineData("/things/12", "marisol@example.org")]
    [InlineData("/things/12/responses", null)]
    [InlineData("/things/12/questions/2", null)]
    [InlineData("/responses", null)]
    [InlineData("/people", null)]
    [InlineData("/@amara", null)]
    [InlineData("/@amara/two-councils-and-no-travel-budget", "marisol@example.org")]
    [InlineData("/search?q=soup", null)]
    [InlineData("/studio", "wen@example.org")]
    [InlineData("/studio/moderation", "wen@example.org")]
    public async Task A_page_of_the_demo_course_stays_inside_its_budget(string path, string? mail)
    {
        using var browser = demo.Site.Visitor();
        if (mail is not null)
        {
            browser.DefaultRequestHeaders.Add("Cookie", await demo.Site.CookieOf(mail));
        }

        var page = await browser.GetByteArrayAsync(path);

        Gzipped(page).ShouldBeLessThan(Html);
    }

    private static long Gzipped(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.Length;
    }
}
