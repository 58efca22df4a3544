using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Feeds;

/// <summary>Feeds against the rules of their formats (protocols 6).</summary>
public sealed class FeedValidityTests
{
    [Fact]
    public async Task S6_10_every_feed_keeps_the_rules_of_RFC_4287_RSS_and_JSON_Feed()
    {
        await using var site = new CourseSite();
        await site.Fill();
        using var reader = site.Visitor();

        foreach (var feed in FeedCourse.All)
        {
            (await reader.Broken(feed)).ShouldBeEmpty();
            (await reader.Feed(feed)).Elements(FeedRules.Atom + "entry").ShouldNotBeEmpty(feed);
        }
    }

    [Fact]
    public async Task S6_10_the_feeds_of_an_empty_course_keep_them_too()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var reader = site.Visitor();

        foreach (
            var feed in FeedCourse.All.Where(f => !f.Contains("soup", StringComparison.Ordinal))
        )
        {
            (await reader.Broken(feed)).ShouldBeEmpty();
            (await reader.Feed(feed)).Elements(FeedRules.Atom + "entry").ShouldBeEmpty(feed);
        }
    }

    [Fact]
    public async Task S6_10_the_feeds_of_no_course_at_all_keep_them_too()
    {
        await using var site = CourseSite.Empty();
        using var reader = site.Visitor();

        (await reader.Broken("/feed")).ShouldBeEmpty();
        (await reader.Broken("/comments/feed")).ShouldBeEmpty();
        (await reader.GetAsync("/feeds")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reader.GetAsync("/blogs.opml")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Soup 🍲 & <b>bread</b> ]]> end", "Good ]]> with 🙂 and &amp; <i>tags</i>")]
    [InlineData("مرحبا ‏بالعالم", "good نص عربي")]
    [InlineData("Control \u0007\u000b\u001f \ufffe", "Good \u0000 in \u0008 the text \ud83d")]
    [InlineData("'\"<>&", "good\n\n```\n<![CDATA[ x ]]>\n```")]
    [InlineData("</title><script>alert(1)</script>", "Good <script>alert(1)</script> words")]
    [InlineData("x", "good [a](javascript:alert(1)) <iframe src=//evil.example></iframe>")]
    [InlineData("x", "good ![a](//cdn.example/a.png) [b](?q=1&copy=2) [c](/a\"b)")]
    public async Task S6_10_nothing_that_people_type_breaks_them(string title, string text)
    {
        await using var site = new CourseSite();
        var post = await site.Published(
            "Maria",
            new Draft
            {
                Title = title,
                Text = $"{text}\n\n## {title.ReplaceLineEndings(" ")} {{#q1}}\n\n{text}",
                Things = [12],
                Categories = ["Online identity", title],
            }
        );
        await site.AComment(post, title, text);
        await site.RunJobs();
        using var reader = site.Visitor();
        var under = $"/@maria/{Uri.EscapeDataString(post.Slug!)}/feed";

        foreach (var feed in FeedCourse.All.Append(under))
        {
            if (!feed.Contains("soup", StringComparison.Ordinal))
            {
                (await reader.Broken(feed)).ShouldBeEmpty();
                (await reader.Feed(feed)).Elements(FeedRules.Atom + "entry").Count().ShouldBe(1);
            }
        }
    }

    [Fact]
    public void The_rules_see_what_is_wrong()
    {
        var atom = XDocument.Parse(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><id>1</id><title/><updated>yesterday</updated>
            <entry><id>1</id><link href="/x"/><content type="html">&lt;a href="/y" onclick="z">&lt;script></content></entry><entry><id>1</id></entry></feed>
            """
        );
        AtomRules.Broken(atom.Root!).Count.ShouldBeGreaterThan(12);
        var rss = XDocument.Parse(
            "<rss version=\"2.0\"><channel><title/><pubDate/><item><guid>x</guid><pubDate>Mon, 01 Jan 2026 00:00:00 GMT</pubDate><x/></item></channel></rss>"
        );
        RssRules.Broken(rss.Root!).Count.ShouldBeGreaterThan(9);
        var json = JsonDocument.Parse(
            """{"version":"1","author":{},"items":[{"id":1,"tags":[""],"authors":[{}]}]}"""
        );
        JsonFeedRules.Broken(json.RootElement).Count.ShouldBeGreaterThan(10);
    }
}
