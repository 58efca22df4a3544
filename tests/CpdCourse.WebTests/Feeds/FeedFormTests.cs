using System.Net;
using System.Text.Json;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Feeds;
using CpdCourse.WebTests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Feeds;

/// <summary>Which feeds there are, in which forms, and how they are found (protocols 6).</summary>
public sealed class FeedFormTests
{
    [Fact]
    public async Task S6_1_each_feed_comes_in_three_forms_with_type_charset_and_validators()
    {
        await using var site = new CourseSite();
        await site.Fill();
        using var reader = site.Visitor();

        foreach (var feed in FeedCourse.All)
        {
            foreach (
                var (ending, type) in new[]
                {
                    ("", "application/atom+xml; charset=utf-8"),
                    (".rss", "application/rss+xml; charset=utf-8"),
                    (".json", "application/feed+json; charset=utf-8"),
                }
            )
            {
                using var answer = await reader.GetAsync(feed.In(ending));

                answer.StatusCode.ShouldBe(HttpStatusCode.OK, feed.In(ending));
                answer.Content.Headers.ContentType!.ToString().ShouldBe(type);
                answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
                answer.Content.Headers.LastModified.ShouldNotBeNull();
                using var again = new HttpRequestMessage(HttpMethod.Get, feed.In(ending));
                again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
                (await reader.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
                answer.Headers.Contains("Link").ShouldBeFalse("There is no hub.");
            }
        }
    }

    [Theory]
    [InlineData("/", "/feed", "/comments/feed")]
    [InlineData("/responses", "/feed", "/comments/feed")]
    [InlineData("/responses?thing=12", "/feed", "/things/12/feed")]
    [InlineData("/things/12", "/feed", "/things/12/feed")]
    [InlineData("/things/12/responses", "/things/12/feed")]
    [InlineData("/things/12/questions/1", "/things/12/questions/1/feed")]
    [InlineData("/@maria", "/@maria/feed")]
    [InlineData("/@maria/soup", "/@maria/soup/feed", "/@maria/feed")]
    [InlineData("/categories/online-identity", "/categories/online-identity/feed")]
    [InlineData("/search?q=good%20week", "/search/feed?q=good%20week")]
    public async Task S6_2_a_page_announces_its_feeds_in_every_form(
        string address,
        params string[] feeds
    )
    {
        await using var site = new CourseSite();
        await site.Fill();
        using var visitor = site.Visitor();

        var page = await visitor.Page(address);

        var announced = page.QuerySelectorAll("link[rel=alternate]")
            .Select(l => (l.GetAttribute("type")!, l.GetAttribute("href")!))
            .ToList();
        foreach (var feed in feeds)
        {
            announced.ShouldContain(("application/atom+xml", feed));
            announced.ShouldContain(("application/rss+xml", feed.In(".rss")));
            announced.ShouldContain(("application/feed+json", feed.In(".json")));
            (await visitor.GetAsync(feed)).StatusCode.ShouldBe(HttpStatusCode.OK, feed);
        }
    }

    [Fact]
    public async Task S6_7_ids_stay_when_the_site_moves_to_another_domain()
    {
        await using var site = new CourseSite(("Site:BaseUrl", "https://new.example"));
        await site.Fill();
        await site.Within(async services =>
        {
            var db = services.GetRequiredService<CpdCourse.Data.CourseDb>();
            // As the site that began elsewhere left it.
            (await db.SiteNotes.SingleAsync(n => n.Key == "feed-authority")).Value =
                "first.example,2024-01-01";
            await db.SaveChangesAsync();
            await services.GetRequiredService<FeedIds>().Settle(db, CancellationToken.None);
            return true;
        });
        using var reader = site.Visitor();
        reader.BaseAddress = new Uri("https://new.example");

        foreach (var feed in FeedCourse.All)
        {
            var ids = (await reader.Feed(feed))
                .Descendants()
                .Where(e =>
                    e.Name == FeedRules.Atom + "id" && e.Parent!.Name != FeedRules.Atom + "source"
                )
                .Select(e => e.Value)
                .ToList();
            var items = JsonDocument
                .Parse(await reader.GetStringAsync(feed.In(".json")))
                .RootElement.GetProperty("items")
                .EnumerateArray();

            ids.ShouldAllBe(id => id.StartsWith("tag:first.example,2024-01-01:"));
            items.Select(i => i.GetProperty("id").GetString()).ShouldBe(ids.Skip(1));
        }
    }

    [Fact]
    public async Task S6_9_a_post_from_elsewhere_has_its_source_in_every_form_and_no_more_than_its_excerpt()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        await site.AnExternalPost("maria", "https://blog.example/soup", "Only the beginning");
        using var reader = site.Visitor();

        var atom = (await reader.Feed("/feed")).Element(FeedRules.Atom + "entry")!;
        var rss = (await reader.Feed("/feed.rss")).Descendants("item").Single();
        var json = JsonDocument
            .Parse(await reader.GetStringAsync("/feed.json"))
            .RootElement.GetProperty("items")[0];

        var source = atom.Element(FeedRules.Atom + "source")!;
        source.Element(FeedRules.Atom + "title")!.Value.ShouldBe("blog.example");
        source.Element(FeedRules.Atom + "id")!.Value.ShouldBe("https://blog.example/");
        rss.Element("source")!.Attribute("url")!.Value.ShouldBe("https://blog.example/soup");
        rss.Element("source")!.Value.ShouldBe("blog.example");
        json.GetProperty("external_url").GetString().ShouldBe("https://blog.example/soup");
        json.GetProperty("content_text").GetString().ShouldBe("Only the beginning");
        json.TryGetProperty("content_html", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task The_feed_of_a_question_holds_the_answers_alone_and_where_each_stands()
    {
        await using var site = new CourseSite();
        await site.Fill();
        using var reader = site.Visitor();

        var entry = (await reader.Feed("/things/12/questions/1/feed"))
            .Elements(FeedRules.Atom + "entry")
            .ShouldHaveSingleItem();

        var content = entry.Element(FeedRules.Atom + "content")!.Value;
        content.ShouldContain("a good pair");
        content.ShouldNotContain("steam");
        entry
            .Elements(FeedRules.Atom + "link")
            .First()
            .Attribute("href")!
            .Value.ShouldBe("http://localhost:5023/@maria/soup#q1");
        (await reader.GetAsync("/things/12/questions/99/feed")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await reader.GetAsync("/things/20/questions/1/feed")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound,
            "It is not open yet."
        );
    }

    [Theory]
    [InlineData("/search/feed")]
    [InlineData("/search/feed?q=")]
    [InlineData("/search/feed?q=%00")]
    [InlineData("/search/feed.json?q=x")]
    public async Task A_search_for_nothing_has_no_feed(string address)
    {
        await using var site = new CourseSite();

        (await site.Visitor().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".rss")]
    [InlineData(".json")]
    public async Task S6_12_what_is_hidden_is_in_no_form_of_any_feed(string ending)
    {
        await using var site = new CourseSite();
        await site.PlantHidden();
        using var maria = await site.SignedInAs("Maria");

        foreach (var feed in FeedCourse.All)
        {
            var text = await (await maria.GetAsync(feed.In(ending))).Content.ReadAsStringAsync();

            Planting.Hidden.Where(text.Contains).ShouldBeEmpty(feed);
        }

        foreach (var word in Planting.Hidden)
        {
            var found = await maria.Feed($"/search/feed?q={word}");
            found.Elements(FeedRules.Atom + "entry").ShouldBeEmpty(word);
        }
    }

    [Fact]
    public async Task Every_address_of_a_feed_is_in_the_reference_of_feeds_with_its_forms()
    {
        await using var site = new CourseSite();
        var there = (await Endpoints.Of(site))
            .Select(a => a.Route)
            .Where(r =>
                r.Contains("/feed", StringComparison.Ordinal) && r != "/feeds"
                || r.EndsWith(".opml", StringComparison.Ordinal)
            )
            // What organisers take away is no feed of the course.
            .Where(r => !r.StartsWith("/studio/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        var listed = Reference
            .Lines("feeds.md")
            .Where(l => l.StartsWith("| `/", StringComparison.Ordinal))
            .Select(l => l.Split('|')[1].Trim().Trim('`'))
            .SelectMany(a =>
                a.EndsWith("/feed", StringComparison.Ordinal)
                    ? FeedFormat.All.Select(f => a + f.Ending)
                    : [a]
            )
            .Order(StringComparer.Ordinal);

        listed.ShouldBe(there);
    }
}
