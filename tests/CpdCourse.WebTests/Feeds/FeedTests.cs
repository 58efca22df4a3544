using System.Net;
using System.Xml.Linq;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Feeds;

public sealed class FeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Thread = "http://purl.org/syndication/thread/1.0";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace Slash = "http://purl.org/rss/1.0/modules/slash/";

    [Theory]
    [InlineData("/feed")]
    [InlineData("/things/12/feed")]
    [InlineData("/@maria/feed")]
    [InlineData("/categories/online-identity/feed")]
    [InlineData("/comments/feed")]
    [InlineData("/@maria/soup/feed")]
    public async Task S6_1_each_feed_is_Atom_and_RSS_that_name_themselves(string path)
    {
        await using var site = new CourseSite();
        var soup = await site.ASoup();
        await site.AComment(soup, "Dilys", "Lovely *soup*");
        using var visitor = site.Visitor();

        var atom = await visitor.GetAsync(path);
        var rss = await visitor.GetAsync(path + ".rss");

        atom.Content.Headers.ContentType!.ToString()
            .ShouldBe("application/atom+xml; charset=utf-8");
        var feed = XDocument.Parse(await atom.Content.ReadAsStringAsync()).Root!;
        feed.Name.ShouldBe(Atom + "feed");
        feed.Elements(Atom + "link")
            .Single(l => (string?)l.Attribute("rel") == "self")
            .Attribute("href")!
            .Value.ShouldEndWith(path);
        feed.Elements(Atom + "entry").Count().ShouldBe(1);
        feed.Descendants(Atom + "id").ShouldAllBe(id => id.Value.StartsWith("tag:"));
        rss.Content.Headers.ContentType!.ToString().ShouldBe("application/rss+xml; charset=utf-8");
        var channel = XDocument
            .Parse(await rss.Content.ReadAsStringAsync())
            .Root!.Element("channel")!;
        channel.Element(Atom + "link")!.Attribute("href")!.Value.ShouldEndWith(path + ".rss");
        channel.Elements("item").Count().ShouldBe(1);
    }

    [Fact]
    public async Task S6_5_an_entry_carries_its_text_its_subjects_and_its_conversation()
    {
        await using var site = new CourseSite();
        var soup = await site.ASoup();
        await site.AComment(soup, "Dilys", "Lovely");
        await site.AComment(soup, "Tom", "Not yet", known: false);
        using var visitor = site.Visitor();

        var entry = (await visitor.Feed("/feed")).Element(Atom + "entry")!;
        var item = (await visitor.Feed("/feed.rss")).Element("channel")!.Element("item")!;

        entry.Element(Atom + "content")!.Value.ShouldContain("<em>good</em>");
        entry
            .Element(Atom + "content")!
            .Value.ShouldContain("href=\"http://localhost:5023/things/12\"");
        entry
            .Elements(Atom + "category")
            .Select(c => c.Attribute("term")!.Value)
            .ShouldBe(["Online identity", "thing12"]);
        entry.Element(Atom + "author")!.Element(Atom + "name")!.Value.ShouldBe("Maria");
        var replies = entry
            .Elements(Atom + "link")
            .Single(l => l.Attribute(Thread + "count") is not null);
        replies.Attribute(Thread + "count")!.Value.ShouldBe("1");
        replies.Attribute("href")!.Value.ShouldBe("http://localhost:5023/@maria/soup/feed");
        item.Element(Slash + "comments")!.Value.ShouldBe("1");
        item.Element(Content + "encoded")!.Value.ShouldContain("<em>good</em>");
    }

    [Fact]
    public async Task S6_6_a_comment_says_what_it_answers()
    {
        await using var site = new CourseSite();
        var soup = await site.ASoup();
        var tom = await site.APerson("Tom");
        await site.AComment(soup, "", "Lovely", persona: tom);
        using var visitor = site.Visitor();

        var post = (await visitor.Feed("/feed")).Element(Atom + "entry")!;
        var comment = (await visitor.Feed("/comments/feed")).Element(Atom + "entry")!;

        comment
            .Element(Thread + "in-reply-to")!
            .Attribute("ref")!
            .Value.ShouldBe(post.Element(Atom + "id")!.Value);
        comment.Element(Atom + "title")!.Value.ShouldBe("Tom on “Soup”");
        comment.Element(Atom + "author")!.Element(Atom + "uri")!.Value.ShouldEndWith("/@tom");
        comment
            .Elements(Atom + "link")
            .Single(l => (string?)l.Attribute("rel") == "alternate")
            .Attribute("href")!
            .Value.ShouldEndWith("/@maria/soup#c1");
    }

    [Fact]
    public async Task S6_9_a_post_from_elsewhere_brings_its_excerpt_and_where_it_stands()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        await site.AnExternalPost("maria", "https://blog.example/soup", "Only the beginning");
        using var visitor = site.Visitor();

        var entry = (await visitor.Feed("/feed")).Element(Atom + "entry")!;

        entry
            .Elements(Atom + "link")
            .Single(l => (string?)l.Attribute("rel") == "via")
            .Attribute("href")!
            .Value.ShouldBe("https://blog.example/soup");
        entry.Element(Atom + "summary")!.Value.ShouldBe("Only the beginning");
        entry.Element(Atom + "content").ShouldBeNull();
        (await visitor.Feed("/feed.rss")).Descendants(Content + "encoded").ShouldBeEmpty();
    }

    [Fact]
    public async Task S6_12_what_is_hidden_is_in_no_feed_whoever_asks()
    {
        await using var site = new CourseSite();
        await site.PlantHidden();
        using var visitor = site.Visitor();
        using var maria = await site.SignedInAs("Maria");
        string[] feeds =
        [
            "/feed",
            "/comments/feed",
            "/things/12/feed",
            "/@maria/feed",
            "/@maria/soup/feed",
        ];

        foreach (var path in feeds.SelectMany(f => new[] { f, f + ".rss" }))
        {
            var text = await visitor.GetStringAsync(path);
            Planting.Hidden.Where(text.Contains).ShouldBeEmpty(path);
            (await maria.GetStringAsync(path)).ShouldBe(text, path);
        }
    }

    [Fact]
    public async Task A_feed_of_something_hidden_answers_as_one_that_never_was()
    {
        await using var site = new CourseSite();
        await site.PlantHidden();
        using var maria = await site.SignedInAs("Maria");

        foreach (
            var path in new[]
            {
                "/categories/quokkacourse/feed",
                "/categories/narwhalme/feed",
                "/categories/pangolingone/feed.rss",
                "/@maria/quokkacourse/feed",
                "/@maria/narwhalme/feed",
                "/@maria/pangolingone/feed.rss",
                "/things/99/feed",
                "/things/abc/feed",
                "/@nobody/feed",
                "/@maria/nothing/feed",
                "/categories/nothing/feed",
            }
        )
        {
            (await maria.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    [Theory]
    [InlineData("Soup 🍲 & <b>bread</b> ]]> end", "Text ]]> with 🙂 and &amp; <i>tags</i>")]
    [InlineData("مرحبا ‏بالعالم", "نص عربي")]
    [InlineData("Control \u0007\u000b\u001f characters \ufffe", "And \u0000 in \u0008 the text")]
    [InlineData("'\"<>&", "```\n<![CDATA[ x ]]>\n```")]
    public async Task C5_odd_characters_keep_a_feed_well_formed(string title, string text)
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", title, text, 12);
        await site.AComment(post, title, text);
        using var visitor = site.Visitor();
        var address = $"/@maria/{Uri.EscapeDataString(post.Slug!)}/feed";

        foreach (var path in new[] { "/feed", "/comments/feed", address })
        {
            var atom = await visitor.Feed(path);
            var rss = await visitor.Feed(path + ".rss");

            atom.Elements(Atom + "entry").Count().ShouldBe(1, path);
            rss.Descendants("item").Count().ShouldBe(1, path);
            atom.Element(Atom + "entry")!
                .Element(Atom + "title")!
                .Value.ShouldContain(post.Title, customMessage: path);
        }
    }

    [Fact]
    public async Task Every_feed_that_the_page_of_feeds_lists_answers()
    {
        await using var site = new CourseSite();
        await site.ASoup();
        using var visitor = site.Visitor();

        var page = await visitor.Page("/feeds");

        var feeds = page.QuerySelectorAll("main a[href*='/feed']")
            .Select(a => a.GetAttribute("href")!)
            .ToList();
        feeds.Count.ShouldBeGreaterThan(30);
        feeds.ShouldContain("/categories/online-identity/feed.rss");
        foreach (var feed in feeds)
        {
            (await visitor.GetAsync(feed)).StatusCode.ShouldBe(HttpStatusCode.OK, feed);
        }
    }
}

internal static class FeedReading
{
    public static Task<Post> ASoup(this CourseSite site) =>
        site.Published(
            "Maria",
            new Draft
            {
                Title = "Soup",
                Text = "A *good* week with [Thing twelve](/things/12).",
                Things = [12],
                Categories = ["Online identity"],
            }
        );

    public static async Task<XElement> Feed(this HttpClient browser, string path) =>
        XDocument.Parse(await browser.GetStringAsync(path)).Root!;

    /// <summary>Hidden posts by somebody else.</summary>
    public static async Task PlantHiddenOnly(this CourseSite site)
    {
        await site.Published("Tom", Planting.Typed(Planting.Course, Audience.Course));
        await site.Published("Tom", Planting.Typed(Planting.Me, Audience.Me));
    }

    public static Task<int> AnExternalPostNumber(this CourseSite site, int number) =>
        site.Read(async db =>
        {
            var author = await db.Personas.Select(p => p.Id).SingleAsync();
            db.Posts.Add(
                Post.FromElsewhere(
                    author,
                    await db.NextNumber("post", CancellationToken.None),
                    new ExternalPost(
                        new Uri($"https://blog.example/{number}"),
                        $"Post {number}",
                        "x",
                        TestClock.Start
                    ),
                    new Publication
                    {
                        Slug = $"post-{number}",
                        Rendered = new("<p>x</p>", "x", 1, 1),
                    },
                    TestClock.Start.AddMinutes(number)
                )
            );
            return await db.SaveChangesAsync();
        });
}
