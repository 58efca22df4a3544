using System.Text;
using System.Text.Json;
using CpdCourse.Linking.Feeds;

namespace CpdCourse.UnitTests.Linking;

public sealed class JsonFeedWriterTests
{
    [Fact]
    public void S6_8_a_feed_names_itself_its_page_and_its_posts()
    {
        var feed = Read(FeedWriterTests.Sample());

        Text(feed, "version").ShouldBe("https://jsonfeed.org/version/1.1");
        Text(feed, "title").ShouldBe("All posts");
        Text(feed, "home_page_url").ShouldBe("https://course.example/");
        Text(feed, "feed_url").ShouldBe("https://course.example/feed.atom");
        Text(feed, "language").ShouldBe("en-GB");
        feed.TryGetProperty("hubs", out _).ShouldBeFalse();

        var item = feed.GetProperty("items")[0];
        Text(item, "id").ShouldBe("tag:course.example,2011:post-1");
        Text(item, "url").ShouldBe("https://course.example/posts/1");
        Text(item, "external_url").ShouldBe("https://blog.example/1");
        Text(item, "title").ShouldBe("Thing 12 & <wikis>");
        Text(item, "content_html")
            .ShouldBe("<p><a href=\"https://course.example/things/12\">x</a></p>");
        Text(item, "summary").ShouldBe("a < b");
        Text(item, "date_published").ShouldBe("2012-05-07T08:30:00Z");
        Text(item, "date_modified").ShouldBe("2012-05-08T09:30:00Z");
        Text(item.GetProperty("authors")[0], "name").ShouldBe("Maria");
        Text(item.GetProperty("authors")[0], "url").ShouldBe("https://course.example/people/maria");
        item.GetProperty("tags")
            .EnumerateArray()
            .Select(t => t.GetString())
            .ShouldBe(["thing12", "wikis & more"]);
    }

    [Fact]
    public void S6_8_an_item_without_html_has_text_and_one_without_a_title_is_named()
    {
        var item = Read(FeedWriterTests.Sample()).GetProperty("items")[1];

        Text(item, "content_text").ShouldBe("");
        Text(item, "title").ShouldBe("(untitled)");
        item.TryGetProperty("content_html", out _).ShouldBeFalse();
        item.TryGetProperty("authors", out _).ShouldBeFalse();
    }

    [Fact]
    public void S7_1_a_hub_is_named_in_all_three_forms()
    {
        var feed = FeedWriterTests.Sample() with { Hub = new Uri("https://hub.example/") };

        var hub = Read(feed).GetProperty("hubs")[0];
        Text(hub, "type").ShouldBe("WebSub");
        Text(hub, "url").ShouldBe("https://hub.example/");
        const string link = "rel=\"hub\" href=\"https://hub.example/\"";
        Encoding.UTF8.GetString(AtomWriter.Write(feed)).ShouldContain(link);
        Encoding.UTF8.GetString(RssWriter.Write(feed)).ShouldContain(link);
    }

    [Fact]
    public void C5_odd_characters_leave_a_document_that_can_be_read_and_ends_no_script()
    {
        const string naughty = "a\0b\u0008c\uFFFEd\uD800e😀f</script>عربي";
        var entry = FeedWriterTests.Sample().Entries[0] with
        {
            Title = naughty,
            Summary = naughty,
            ContentHtml = naughty,
            Categories = [naughty, "\0"],
            Author = new FeedAuthor("\0"),
        };

        var bytes = JsonFeedWriter.Write(FeedWriterTests.Sample() with { Entries = [entry] });

        var text = Encoding.UTF8.GetString(bytes);
        text.ShouldNotContain("</script>");
        text.ShouldContain("عربي");
        var item = JsonDocument.Parse(bytes).RootElement.GetProperty("items")[0];
        Text(item, "title").ShouldBe("abcde😀f</script>عربي");
        Text(item.GetProperty("authors")[0], "name").ShouldBe("(untitled)");
        item.GetProperty("tags").GetArrayLength().ShouldBe(1);
    }

    private static JsonElement Read(Feed feed) =>
        JsonDocument.Parse(JsonFeedWriter.Write(feed)).RootElement;

    private static string? Text(JsonElement parent, string name) =>
        parent.GetProperty(name).GetString();
}
