using System.Net;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Posts;

public sealed class ReadPostTests
{
    [Fact]
    public async Task A_new_post_says_what_will_be_here()
    {
        await using var site = new CourseSite();
        await site.APost("Maria Okafor", "First", "Words", 11);
        site.Clock.Advance(TimeSpan.FromHours(1));
        var draft = await site.ADraft(
            "Maria Okafor",
            new Draft
            {
                Title = "Soup",
                Text = "Words",
                Things = [12],
                Categories = ["Bicycles", "Soup"],
            }
        );
        await site.Within(s =>
            s.GetRequiredService<PublishPost>()
                .ByAuthor(draft.Id, [draft.Author], null, CancellationToken.None)
        );
        site.Clock.Advance(TimeSpan.FromHours(1));
        await site.APost("Tom", "Tea", "Words", 12);

        var page = await site.Visitor().Page("/@maria-okafor/soup");

        var text = page.Body!.TextContent;
        text.ShouldContain("No comments yet");
        text.ShouldContain("No trackbacks yet");
        text.ShouldContain("Leave a comment");
        page.QuerySelector(".prevnext .prev")!
            .GetAttribute("href")
            .ShouldBe("/@maria-okafor/first");
        page.QuerySelector(".prevnext .next")!.GetAttribute("href").ShouldBe("/@tom/tea");
        page.QuerySelector(".u-in-reply-to a")!.GetAttribute("href").ShouldBe("/things/12");
        page.QuerySelectorAll("footer a.p-category")
            .Select(c => (c.TextContent, c.GetAttribute("href")))
            .ShouldBe([("Bicycles", "/categories/bicycles"), ("Soup", "/categories/soup")]);
        text.ShouldContain("Categories: Bicycles, Soup");
    }

    [Fact]
    public async Task Reading_sets_no_cookie_and_asks_no_other_host()
    {
        await using var site = new CourseSite();
        await site.APost(
            "Maria",
            "Soup",
            "[Away](https://example.org/x) ![p](https://example.org/p.png)",
            12
        );

        foreach (
            var path in new[]
            {
                "/",
                "/things",
                "/things/12",
                "/responses",
                "/@maria/soup",
                "/things/12/questions/1",
            }
        )
        {
            var answer = await site.Visitor().GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse(path);
            var page = await Forms.Parse(answer);
            page.QuerySelectorAll("[src], link[rel=stylesheet], link[rel=icon]")
                .Select(e => e.GetAttribute("src") ?? e.GetAttribute("href"))
                .ShouldAllBe(
                    url => url!.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal),
                    path
                );
        }
    }

    [Fact]
    public async Task A_post_carries_microformats_and_a_canonical_address()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words", 12);

        var page = await site.Visitor().Page("/@maria/soup");

        page.QuerySelector("link[rel=canonical]")!
            .GetAttribute("href")
            .ShouldBe("http://localhost:5023/@maria/soup");
        var entry = page.QuerySelectorAll(".h-entry").Single();
        foreach (
            var property in new[]
            {
                "p-name",
                "e-content",
                "dt-published",
                "u-url",
                "u-uid",
                "p-author",
                "u-in-reply-to",
            }
        )
        {
            entry.QuerySelector("." + property).ShouldNotBeNull(property);
        }
    }

    [Fact]
    public async Task A_question_as_heading_or_as_quoted_list_both_keep_lists_links_and_odd_characters()
    {
        await using var site = new CourseSite();
        const string quoted =
            "- Any advantages, than these?\n    1. People [may] meet\n    2. Ideas & <sharing>\n\nYes: see [Thing 7](/things/7) “there” – ok?";
        const string headed =
            "## Any disadvantages? (as below) {#q2}\n\n*Time*, and more time; see https://example.org/a_b?c=1&d=2.";
        await site.APost("Maria", "Quoted", quoted, 12);
        await site.APost("Tom", "Headed", headed, 12);

        var first = await site.Visitor().Page("/@maria/quoted");
        first
            .QuerySelectorAll(".prose > ul > li > ol > li")
            .Select(l => l.TextContent)
            .ShouldBe(["People [may] meet", "Ideas & <sharing>"]);
        first.QuerySelector(".prose a[href='/things/7']").ShouldNotBeNull();
        var second = await site.Visitor().Page("/@tom/headed");
        second.QuerySelector("h2#q2 a")!.GetAttribute("href").ShouldBe("/things/12#q2");
        second.QuerySelector(".prose a[href='https://example.org/a_b?c=1&d=2']").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_page_stays_inside_its_budget_of_bytes()
    {
        await using var site = new CourseSite();
        await site.APost(
            "Maria",
            "Soup",
            string.Join(' ', Enumerable.Repeat("Some words of a post.", 200)),
            12
        );

        foreach (var path in new[] { "/", "/things", "/things/12", "/@maria/soup" })
        {
            Gzipped(await site.Visitor().GetByteArrayAsync(path)).ShouldBeLessThan(25 * 1024, path);
        }

        Gzipped(await site.Visitor().GetByteArrayAsync("/site.css")).ShouldBeLessThan(12 * 1024);
        var scripts =
            Gzipped(await site.Visitor().GetByteArrayAsync("/js/site.js"))
            + Gzipped(await site.Visitor().GetByteArrayAsync("/js/write.js"));
        scripts.ShouldBeLessThan(10 * 1024);
    }

    private static long Gzipped(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (
            var gzip = new System.IO.Compression.GZipStream(
                packed,
                System.IO.Compression.CompressionLevel.Optimal,
                leaveOpen: true
            )
        )
        {
            gzip.Write(bytes);
        }

        return packed.Length;
    }
}
