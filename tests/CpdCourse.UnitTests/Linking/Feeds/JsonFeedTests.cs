using CpdCourse.Linking.Feeds.Reading;
using static CpdCourse.UnitTests.Linking.Feeds.FeedSamples;

namespace CpdCourse.UnitTests.Linking.Feeds;

public sealed class JsonFeedTests
{
    private const string Version = "\"version\": \"https://jsonfeed.org/version/1.1\"";

    [Fact]
    public void Version_1_1_is_read()
    {
        var feed = Feed(
            """
            {
              "version": "https://jsonfeed.org/version/1.1",
              "title": "Maria &amp; blog",
              "home_page_url": "https://blog.example/",
              "feed_url": "https://blog.example/feed.json",
              "language": "en-GB",
              "authors": [{"url": "https://blog.example/me"}, {"name": "Maria"}],
              "hubs": [{"type": "rssCloud", "url": "https://cloud.example/"}, {"type": "WebSub", "url": "https://hub.example/"}],
              "_own": {"x": [1, 2, {"y": null}]},
              "items": [
                {
                  "id": "1", "url": "https://blog.example/2011/one", "title": "One\n<two>",
                  "content_html": "<p><a href='x'>y</a></p>", "content_text": "no", "summary": "brief",
                  "date_published": "2011-05-23T11:00:00+01:00", "date_modified": "2011-05-23T11:00:00Z",
                  "tags": ["Thing 5", 7, null, "thing 5"], "authors": [{"name": "Sam <sam@example.org>"}]
                },
                {"id": 2, "content_text": "a < b\nc"},
                {"id": "https://blog.example/3", "summary": "only"},
                "no item"
              ]
            }
            """,
            "application/feed+json"
        );

        feed.Title.ShouldBe("Maria &amp; blog", "which is plain text");
        feed.HomePage.ShouldBe(new Uri("https://blog.example/"));
        feed.Self.ShouldBe(new Uri("https://blog.example/feed.json"));
        feed.Language.ShouldBe("en-GB");
        feed.Hubs.ShouldBe([new Uri("https://hub.example/")]);
        feed.IsWhole.ShouldBeTrue();
        feed.Entries.Select(e => e.Id).ShouldBe(["1", "2", "https://blog.example/3"]);
        var entry = feed.Entries[0];
        entry.Link.ShouldBe(new Uri("https://blog.example/2011/one"));
        entry.Title.ShouldBe("One <two>");
        entry.ContentHtml.ShouldBe("<p><a href=\"https://blog.example/2011/x\">y</a></p>");
        entry.Summary.ShouldBe("brief");
        entry.Published.ShouldBe(new DateTimeOffset(2011, 5, 23, 10, 0, 0, TimeSpan.Zero));
        entry.Updated.ShouldBe(new DateTimeOffset(2011, 5, 23, 11, 0, 0, TimeSpan.Zero));
        entry.Tags.ShouldBe(["Thing 5", "7"]);
        entry.Author.ShouldBe("Sam");
        feed.Entries[1].ContentHtml.ShouldBe("a &lt; b<br>c");
        feed.Entries[1].Author.ShouldBe("Maria");
        feed.Entries[1].Link.ShouldBeNull();
        feed.Entries[2].ContentHtml.ShouldBe("only");
        feed.Entries[2].Link.ShouldBe(new Uri("https://blog.example/3"));
    }

    [Fact]
    public void Version_1_0_has_one_author_and_may_be_sent_as_anything()
    {
        var feed = Feed(
            "\uFEFF\n{\"items\": [{\"id\": \"1\"}], \"author\": {\"name\": \"Maria\"}, \"version\": \"https://jsonfeed.org/version/1\"}",
            "text/html"
        );

        feed.Entries.ShouldHaveSingleItem().Author.ShouldBe("Maria");
    }

    [Theory]
    [InlineData("{VERSION, \"items\": [{\"id\": \"1\"}, {\"id\": \"2\"")]
    [InlineData("{VERSION, \"items\": [{\"id\": \"1\"}, {\"id\": \"2\", nonsense")]
    [InlineData("{VERSION, \"items\": [{\"id\": \"1\"}, ")]
    [InlineData("{VERSION, \"items\": [{\"id\": \"1\"}], \"tit")]
    public void A_feed_that_breaks_off_gives_what_came_before(string json)
    {
        var feed = Feed(json.Replace("VERSION", Version, StringComparison.Ordinal));

        feed.Entries.ShouldHaveSingleItem().Id.ShouldBe("1");
        feed.IsWhole.ShouldBeFalse();
    }

    [Theory]
    [InlineData("{VERSION}")]
    [InlineData("{VERSION, \"items\": null}")]
    [InlineData("{VERSION, \"items\": {\"id\": 1}}")]
    [InlineData(
        "{VERSION, \"title\": [], \"authors\": \"me\", \"hubs\": [[]], \"home_page_url\": 7}"
    )]
    [InlineData("{VERSION, \"title\": \"\\ud800\", \"items\": []}")]
    [InlineData("{VERSION, \"\\ud800\": 1}")]
    public void Members_of_other_kinds_are_as_good_as_none(string json) =>
        Feed(json.Replace("VERSION", Version, StringComparison.Ordinal)).Entries.ShouldBeEmpty();

    [Fact]
    public void F6_a_JSON_feed_has_limits()
    {
        var many = string.Concat(Enumerable.Repeat("{\"id\":\"1\"},", 100_000));
        Feed($"{{{Version}, \"items\": [{many}]}}").Entries.Count.ShouldBe(FeedReader.MaxEntries);
        var deep = new string('[', 1_000_000);
        Feed($"{{{Version}, \"items\": [{{\"id\":\"1\"}},{deep}").Entries.Count.ShouldBe(1);
        var members = string.Concat(Enumerable.Range(0, 300_000).Select(i => $"\"a{i}\":1,"));
        Feed($"{{{members}{Version}}}").Entries.ShouldBeEmpty();
    }
}
