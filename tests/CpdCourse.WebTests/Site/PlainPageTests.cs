using System.Buffers.Binary;
using System.Net;
using System.Xml.Linq;
using CpdCourse.Domain.People;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Site;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Site;

public sealed class PlainPageTests
{
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [Theory]
    [InlineData("/about", "About the course")]
    [InlineData("/help", "Help")]
    [InlineData("/help/markdown", "Formatting help")]
    [InlineData("/rules", "Community rules")]
    [InlineData("/privacy", "Privacy")]
    [InlineData("/accessibility", "Accessibility")]
    public async Task Each_page_about_the_site_answers(string path, string heading)
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        var page = await visitor.Page(path);

        page.QuerySelector("h1")!.TextContent.ShouldBe(heading);
        page.QuerySelector("link[rel=canonical]")!
            .GetAttribute("href")
            .ShouldBe($"http://localhost:5023{path}");
        page.QuerySelector("meta[name=description]")!
            .GetAttribute("content")!
            .Length.ShouldBeGreaterThan(20);
        page.QuerySelector(".crumbs [aria-current=page]")!.TextContent.ShouldBe(heading);
        page.QuerySelectorAll(".prose h2").Length.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Links_to_a_part_of_a_page_lead_to_one_that_is_there()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();
        foreach (
            var path in new[]
            {
                "/about",
                "/help",
                "/help/markdown",
                "/rules",
                "/privacy",
                "/accessibility",
            }
        )
        {
            var page = await visitor.Page(path);
            foreach (
                var link in page.QuerySelectorAll(".prose a[href*='#']")
                    .Select(a => a.GetAttribute("href")!)
                    .Where(h => !h.StartsWith("/things", StringComparison.Ordinal))
            )
            {
                var target = link.StartsWith('#') ? page : await visitor.Page(link.Split('#')[0]);
                target.GetElementById(link.Split('#')[1]).ShouldNotBeNull($"{link} on {path}");
            }
        }
    }

    [Theory]
    [InlineData("---\ntitle: A\nsummary: \"B: c\"\n---\nText", "A", "B: c", "Text")]
    [InlineData("Text only", "", "", "Text only")]
    [InlineData("---\ntitle: never ends", "", "", "---\ntitle: never ends")]
    [InlineData("", "", "", "")]
    public void Title_and_summary_stand_in_front(
        string file,
        string title,
        string summary,
        string body
    ) => PlainPages.Parts(file).ShouldBe((title, summary, body));

    [Fact]
    public async Task The_sitemap_holds_what_strangers_may_find_and_nothing_else()
    {
        await using var site = new CourseSite();
        await site.PlantHidden();
        await site.APerson("Tom");
        await site.Change("tom", (_, p) => p.Describe(p.Details(listed: false)));
        using var visitor = site.Visitor();

        var answer = await visitor.GetAsync("/sitemap.xml");
        var text = await answer.Content.ReadAsStringAsync();
        var pages = XDocument
            .Parse(text)
            .Root!.Elements(Map + "url")
            .Select(u => u.Element(Map + "loc")!.Value)
            .ToList();

        pages.ShouldContain("http://localhost:5023/things/12");
        pages.ShouldContain("http://localhost:5023/@maria");
        pages.ShouldContain("http://localhost:5023/@maria/soup");
        pages.ShouldContain("http://localhost:5023/categories/online-identity");
        pages.ShouldNotContain("http://localhost:5023/things/23");
        pages.ShouldNotContain("http://localhost:5023/@tom");
        Planting.Hidden.Where(text.Contains).ShouldBeEmpty();
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/xml; charset=utf-8");
    }

    [Fact]
    public async Task A_large_sitemap_is_an_index_of_files_with_every_page_once()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Text", 12);
        await site.Read(db =>
        {
            var people = Enumerable
                .Range(1, 5100)
                .Select(n => new Persona($"p{n}", "P", site.Clock.Now));
            db.Personas.AddRange(people);
            return db.SaveChangesAsync();
        });
        using var visitor = site.Visitor();

        var index = XDocument.Parse(await visitor.GetStringAsync("/sitemap.xml")).Root!;
        var files = index
            .Elements(Map + "sitemap")
            .Select(s => new Uri(s.Element(Map + "loc")!.Value).PathAndQuery)
            .ToList();
        var pages = new List<string>();
        foreach (var file in files)
        {
            var urls = XDocument
                .Parse(await visitor.GetStringAsync(file))
                .Root!.Elements(Map + "url")
                .Select(u => u.Element(Map + "loc")!.Value)
                .ToList();
            urls.Count.ShouldBeLessThanOrEqualTo(Sitemap.MostInOne);
            pages.AddRange(urls);
        }

        files.ShouldBe(["/sitemap-1.xml", "/sitemap-2.xml"]);
        pages.Distinct(StringComparer.Ordinal).Count().ShouldBe(pages.Count);
        pages.Count(p => p.Contains("/@p", StringComparison.Ordinal)).ShouldBe(5100);
        pages.ShouldContain("http://localhost:5023/@maria/soup");
        (await visitor.GetAsync("/sitemap-3.xml")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/sitemap-0.xml")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Robots_are_told_where_to_look_and_where_not()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        var text = await visitor.GetStringAsync("/robots.txt");

        text.ShouldStartWith("User-agent: *\n");
        text.ShouldContain("Disallow: /search\n");
        text.ShouldContain("Disallow: /studio\n");
        text.ShouldContain("Sitemap: http://localhost:5023/sitemap.xml\n");
    }

    [Fact]
    public async Task The_card_that_pages_announce_is_a_picture_of_the_right_size()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        var answer = await visitor.GetAsync("/card.png");
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)).ShouldBe(1200);
        BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)).ShouldBe(630);
        bytes.Length.ShouldBeLessThan(20_000);
    }
}
