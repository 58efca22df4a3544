using System.Text;
using System.Xml.Linq;
using CpdCourse.Linking.Feeds;

namespace CpdCourse.UnitTests.Linking;

public sealed class FeedWriterTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Thread = "http://purl.org/syndication/thread/1.0";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace Slash = "http://purl.org/rss/1.0/modules/slash/";
    private static readonly XNamespace CommentApi = "http://wellformedweb.org/CommentAPI/";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";

    [Fact]
    public void S6_5_Atom_names_itself_its_page_and_its_posts()
    {
        var feed = XDocument.Parse(Text(AtomWriter.Write(Sample()))).Root!;

        feed.Name.ShouldBe(Atom + "feed");
        feed.Descendants().ShouldAllBe(e => e.Name.Namespace == Atom || e.Name.Namespace == Thread);
        Value(feed, "id").ShouldBe("tag:course.example,2011:posts");
        Link(feed, "self").ShouldBe("https://course.example/feed.atom");
        Link(feed, "alternate").ShouldBe("https://course.example/");
        Value(feed, "updated").ShouldBe("2012-05-08T09:30:00Z");
        feed.Attribute(XNamespace.Xml + "lang")!.Value.ShouldBe("en-GB");
        feed.Element(Atom + "author").ShouldNotBeNull();

        var entry = feed.Elements(Atom + "entry").First();
        Value(entry, "id").ShouldBe("tag:course.example,2011:post-1");
        Value(entry, "title").ShouldBe("Thing 12 & <wikis>");
        Link(entry, "alternate").ShouldBe("https://course.example/posts/1");
        Link(entry, "via").ShouldBe("https://blog.example/1");
        Value(entry, "published").ShouldBe("2012-05-07T08:30:00Z");
        Value(entry, "updated").ShouldBe("2012-05-08T09:30:00Z");
        entry.Element(Atom + "author")!.Element(Atom + "name")!.Value.ShouldBe("Maria");
        entry
            .Element(Atom + "author")!
            .Element(Atom + "uri")!
            .Value.ShouldBe("https://course.example/people/maria");
        entry
            .Elements(Atom + "category")
            .Select(c => c.Attribute("term")!.Value)
            .ShouldBe(["thing12", "wikis & more"]);
        Value(entry, "summary").ShouldBe("a < b");
        var source = entry.Element(Atom + "source")!;
        Value(source, "id").ShouldBe("https://blog.example/feed");
        Value(source, "title").ShouldBe("Maria's blog");
        Link(source, "alternate").ShouldBe("https://blog.example/");
        Link(source, "self").ShouldBe("https://blog.example/feed");
        entry.Element(Atom + "content")!.Attribute("type")!.Value.ShouldBe("html");
        Value(entry, "content")
            .ShouldBe("<p><a href=\"https://course.example/things/12\">x</a></p>");
    }

    [Fact]
    public void S6_6_Atom_tells_of_the_talk_below()
    {
        var entries = XDocument
            .Parse(Text(AtomWriter.Write(Sample())))
            .Root!.Elements(Atom + "entry")
            .ToList();
        var replies = entries[0]
            .Elements(Atom + "link")
            .Single(l =>
                l.Attribute("rel")!.Value == "replies"
                && l.Attribute("type")!.Value == "application/atom+xml"
            );

        replies.Attribute("href")!.Value.ShouldBe("https://course.example/posts/1/comments.atom");
        replies.Attribute(Thread + "count")!.Value.ShouldBe("2");
        replies.Attribute(Thread + "updated")!.Value.ShouldBe("2012-05-08T10:00:00Z");
        entries[0].Element(Thread + "total")!.Value.ShouldBe("2");

        var reply = entries[1].Element(Thread + "in-reply-to")!;
        reply.Attribute("ref")!.Value.ShouldBe("tag:course.example,2011:post-1");
        reply.Attribute("href")!.Value.ShouldBe("https://course.example/posts/1");
        reply.Attribute("type")!.Value.ShouldBe("text/html");
        entries[1].Element(Atom + "author").ShouldBeNull();
        Value(entries[1], "updated").ShouldBe(Value(entries[1], "published"));
        Value(entries[1], "title").ShouldBe("(untitled)");
    }

    [Fact]
    public void S6_3_Rss_has_what_the_validator_and_wordpress_want()
    {
        var channel = XDocument.Parse(Text(RssWriter.Write(Sample()))).Root!.Element("channel")!;

        channel.Parent!.Attribute("version")!.Value.ShouldBe("2.0");
        channel.Element("title")!.Value.ShouldBe("All posts");
        channel.Element("link")!.Value.ShouldBe("https://course.example/");
        channel.Element("description")!.Value.ShouldBe("All posts");
        channel.Element("lastBuildDate")!.Value.ShouldBe("Tue, 08 May 2012 09:30:00 GMT");
        channel
            .Elements(Atom + "link")
            .Single(l => l.Attribute("rel")!.Value == "self")
            .Attribute("href")!
            .Value.ShouldBe("https://course.example/feed.atom");

        var item = channel.Elements("item").First();
        item.Element("title")!.Value.ShouldBe("Thing 12 & <wikis>");
        item.Element("pubDate")!.Value.ShouldBe("Mon, 07 May 2012 08:30:00 GMT");
        item.Element(DublinCore + "creator")!.Value.ShouldBe("Maria");
        item.Elements("category").Select(c => c.Value).ShouldBe(["thing12", "wikis & more"]);
        item.Element("comments")!.Value.ShouldBe("https://course.example/posts/1#comments");
        item.Element(Slash + "comments")!.Value.ShouldBe("2");
        item.Element(CommentApi + "commentRss")!
            .Value.ShouldBe("https://course.example/posts/1/comments.rss");
        item.Element("source")!.Attribute("url")!.Value.ShouldBe("https://blog.example/feed");
        item.Element("source")!.Value.ShouldBe("Maria's blog");
        item.Element("description")!.Value.ShouldBe("a &lt; b");
        item.Element(Content + "encoded")!
            .Value.ShouldBe("<p><a href=\"https://course.example/things/12\">x</a></p>");
        channel.Elements("item").Last().Element("title")!.Value.ShouldBe("(untitled)");
        channel.Elements("item").Last().Element(Thread + "in-reply-to").ShouldNotBeNull();
    }

    [Fact]
    public void S6_4_the_guid_of_RSS_is_the_address_of_the_entry()
    {
        var items = XDocument.Parse(Text(RssWriter.Write(Sample()))).Descendants("item").ToList();

        items
            .Select(i => i.Element("guid")!.Value)
            .ShouldBe([
                "https://course.example/posts/1",
                "https://course.example/posts/1#comment-1",
            ]);
        items.ShouldAllBe(i => (string?)i.Element("guid")!.Attribute("isPermaLink") == "true");
    }

    [Fact]
    public void C5_characters_that_xml_cannot_hold_are_left_out()
    {
        var naughty = "a\0b\u0008c\uFFFEd\uD800e😀\u000Bf]]>g";
        var entry = Sample().Entries[0] with
        {
            Title = naughty,
            Summary = naughty,
            ContentHtml = naughty,
            Categories = [naughty],
            Author = new FeedAuthor(naughty),
            Source = new FeedSource(
                naughty,
                new Uri("https://blog.example/1"),
                new Uri("https://blog.example/feed")
            ),
        };
        var feed = Sample() with { Title = naughty, Description = naughty, Entries = [entry] };

        XDocument
            .Parse(Text(AtomWriter.Write(feed)))
            .Descendants(Atom + "title")
            .ShouldAllBe(t => t.Value == "abcde😀f]]>g");
        XDocument
            .Parse(Text(RssWriter.Write(feed)))
            .Descendants("title")
            .ShouldAllBe(t => t.Value == "abcde😀f]]>g");
    }

    [Fact]
    public void A_document_starts_without_a_byte_order_mark_and_the_stream_stays_open()
    {
        using var stream = new MemoryStream();
        AtomWriter.Write(Sample(), stream);
        stream.CanWrite.ShouldBeTrue();
        Text(stream.ToArray()).ShouldStartWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        RssWriter.Write(Sample())[0].ShouldBe((byte)'<');
    }

    [Theory]
    [InlineData("<a href=\"/x\">y</a>", "<a href=\"https://course.example/x\">y</a>")]
    [InlineData("<a href=\"#note\">y</a>", "<a href=\"https://course.example/posts/1#note\">y</a>")]
    [InlineData("<img src=\"a b.png\">", "<img src=\"https://course.example/posts/a%20b.png\">")]
    [InlineData(
        "<a href=\"//cdn.example/z?a=1&amp;b=2\">y</a>",
        "<a href=\"https://cdn.example/z?a=1&amp;b=2\">y</a>"
    )]
    [InlineData(
        "<blockquote cite=\"../q\">y</blockquote>",
        "<blockquote cite=\"https://course.example/q\">y</blockquote>"
    )]
    [InlineData("<a href=\"mailto:a@b.example\">y</a>", "<a href=\"mailto:a@b.example\">y</a>")]
    [InlineData(
        "<a href=\"https://blog.example/\">y</a>",
        "<a href=\"https://blog.example/\">y</a>"
    )]
    [InlineData("<p>no href here</p>", "<p>no href here</p>")]
    [InlineData("<p>plain</p>", "<p>plain</p>")]
    public void S6_11_relative_addresses_become_absolute(string html, string absolute) =>
        AbsoluteHtml.Write(html, new Uri("https://course.example/posts/1")).ShouldBe(absolute);

    internal static Feed Sample() =>
        new()
        {
            Id = "tag:course.example,2011:posts",
            Title = "All posts",
            Page = new Uri("https://course.example/"),
            Self = new Uri("https://course.example/feed.atom"),
            Language = "en-GB",
            Updated = new DateTimeOffset(2012, 5, 8, 10, 30, 0, TimeSpan.FromHours(1)),
            Entries =
            [
                new FeedEntry
                {
                    Id = "tag:course.example,2011:post-1",
                    Title = "Thing 12 & <wikis>",
                    Permalink = new Uri("https://course.example/posts/1"),
                    Author = new FeedAuthor(
                        "Maria",
                        new Uri("https://course.example/people/maria")
                    ),
                    Published = new DateTimeOffset(2012, 5, 7, 8, 30, 0, TimeSpan.Zero),
                    Updated = new DateTimeOffset(2012, 5, 8, 9, 30, 0, TimeSpan.Zero),
                    Summary = "a < b",
                    ContentHtml = "<p><a href=\"/things/12\">x</a></p>",
                    Categories = ["thing12", "wikis & more"],
                    Comments = new Uri("https://course.example/posts/1#comments"),
                    CommentCount = 2,
                    CommentsFeed = new Uri("https://course.example/posts/1/comments.atom"),
                    CommentsRss = new Uri("https://course.example/posts/1/comments.rss"),
                    LastComment = new DateTimeOffset(2012, 5, 8, 10, 0, 0, TimeSpan.Zero),
                    Source = new FeedSource(
                        "Maria's blog",
                        new Uri("https://blog.example/1"),
                        new Uri("https://blog.example/feed")
                    ),
                },
                new FeedEntry
                {
                    Id = "tag:course.example,2011:comment-1",
                    Title = "",
                    Permalink = new Uri("https://course.example/posts/1#comment-1"),
                    Published = new DateTimeOffset(2012, 5, 8, 10, 0, 0, TimeSpan.Zero),
                    InReplyTo = new FeedReply(
                        "tag:course.example,2011:post-1",
                        new Uri("https://course.example/posts/1")
                    ),
                },
            ],
        };

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static string Value(XElement parent, string name) => parent.Element(Atom + name)!.Value;

    private static string Link(XElement parent, string rel) =>
        parent
            .Elements(Atom + "link")
            .Single(l => l.Attribute("rel")!.Value == rel)
            .Attribute("href")!
            .Value;
}
