using System.Text;
using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Linking.Pages;

namespace CpdCourse.UnitTests.Linking.Feeds;

public sealed class FeedDiscoveryTests
{
    private static readonly Uri Home = new("https://blog.example/");
    private static readonly Uri Post = new("https://blog.example/2011/05/thing-5/");

    [Fact]
    public void A_post_of_WordPress_names_three_feeds_and_one_is_the_blog()
    {
        var page = Find(
            """
            <!DOCTYPE html><html><head>
            <meta name="generator" content="WordPress 6.1.9">
            <link rel="alternate" type="application/rss+xml" title="Maria's blog &raquo; Feed" href="https://blog.example/feed/" />
            <link rel="alternate" type="application/rss+xml" title="Maria's blog &raquo; Comments Feed" href="https://blog.example/comments/feed/" />
            <link rel="alternate" type="application/rss+xml" title="Maria's blog &raquo; Thing 5 – Flux de commentaires" href="/2011/05/thing-5/feed/" />
            <link rel="https://api.w.org/" href="https://blog.example/wp-json/" />
            <link rel="alternate" title="JSON" type="application/json" href="https://blog.example/wp-json/wp/v2/posts/5" />
            <link rel="alternate" title="oEmbed (JSON)" type="application/json+oembed" href="https://blog.example/wp-json/oembed/1.0/embed?url=x" />
            <link rel="alternate" title="oEmbed (XML)" type="text/xml+oembed" href="https://blog.example/wp-json/oembed/1.0/embed?format=xml" />
            <link rel="EditURI" type="application/rsd+xml" title="RSD" href="https://blog.example/xmlrpc.php?rsd" />
            <link rel="stylesheet" href="feed.css"></head>
            <body><a href="/category/cpd/feed/">RSS</a></body></html>
            """,
            Post
        );

        page.Generator.ShouldBe("WordPress 6.1.9");
        page.Links.ShouldBe([
            new FeedLink(
                new Uri("https://blog.example/feed/"),
                "Maria's blog » Feed",
                FeedContents.Posts
            ),
            new FeedLink(
                new Uri("https://blog.example/comments/feed/"),
                "Maria's blog » Comments Feed",
                FeedContents.Comments
            ),
            new FeedLink(
                new Uri("https://blog.example/2011/05/thing-5/feed/"),
                "Maria's blog » Thing 5 – Flux de commentaires",
                FeedContents.Comments
            ),
        ]);
    }

    [Fact]
    public void A_post_of_Blogger_names_the_comments_on_it()
    {
        var page = Find(
            """
            <link rel="alternate" type="application/atom+xml" title="Blog - Atom" href="https://blog.example/feeds/posts/default" />
            <link rel="alternate" type="application/rss+xml" title="Blog - RSS" href="https://blog.example/feeds/posts/default?alt=rss" />
            <link rel="service.post" type="application/atom+xml" title="Blog - Atom" href="https://www.blogger.com/feeds/123/posts/default" />
            <link rel="alternate" type="application/atom+xml" title="Blog - Atom" href="https://blog.example/feeds/456/comments/default" />
            """
        );

        page.Links.Select(l => (l.Address.PathAndQuery, l.Contents))
            .ShouldBe([
                ("/feeds/posts/default", FeedContents.Posts),
                ("/feeds/posts/default?alt=rss", FeedContents.Posts),
                ("/feeds/456/comments/default", FeedContents.Comments),
            ]);
    }

    [Theory]
    [InlineData("/feed/", "Blog", FeedContents.Posts)]
    [InlineData("/index.xml", "", FeedContents.Posts)]
    [InlineData("/comments.xml", "", FeedContents.Comments)]
    [InlineData("/?feed=comments-rss2", "", FeedContents.Comments)]
    [InlineData("/x/feed/", "Blog » Kommentar-Feed zu Thing 5", FeedContents.Comments)]
    [InlineData("/category/cpd23/feed/", "", FeedContents.SomePosts)]
    [InlineData("/tag/thing-5/feed/", "", FeedContents.SomePosts)]
    [InlineData("/author/maria/feed/", "", FeedContents.SomePosts)]
    [InlineData("/feeds/posts/default/-/cpd23", "", FeedContents.SomePosts)]
    [InlineData("/?feed=rss2&cat=5", "", FeedContents.SomePosts)]
    [InlineData("/category/cpd23/comments/feed/", "", FeedContents.Comments)]
    public void What_a_feed_carries_is_judged(string path, string title, FeedContents contents) =>
        Find(
            $"<link rel=alternate type=application/rss+xml title=Blog href=/feed><link rel=alternate type=application/rss+xml title='{title}' href='{path}'>"
        )
            .Links[^1]
            .Contents.ShouldBe(contents);

    [Fact]
    public void A_feed_below_a_post_is_its_comments_only_beside_the_feed_of_the_blog()
    {
        const string below =
            "<link rel=alternate type=application/rss+xml href=/2011/05/thing-5/feed/>";
        Find(below + "<link rel=alternate type=application/rss+xml href=/feed/>", Post)
            .Links.Select(l => l.Contents)
            .ShouldBe([FeedContents.Comments, FeedContents.Posts]);
        Find(below, Post).Links[0].Contents.ShouldBe(FeedContents.Posts);
        Find(
            "<link rel=alternate type=application/rss+xml href=/blog/feed/>",
            new Uri("https://blog.example/blog/")
        )
            .Links[0]
            .Contents.ShouldBe(FeedContents.Posts);
    }

    [Fact]
    public void A_blog_about_comments_may_say_the_word() =>
        Find(
            "<link rel=alternate type=application/rss+xml title='Comments on libraries' href=/feed/><link rel=alternate type=application/atom+xml title='Comments on libraries' href=/atom/>"
        )
            .Links.ShouldAllBe(l => l.Contents == FeedContents.Posts);

    [Theory]
    [InlineData("<LINK REL='Alternate' TYPE='Application/RSS+XML' HREF=f>", "f")]
    [InlineData(
        "<link rel='alternate home' type='application/rss+xml; charset=utf-8' href=f>",
        "f"
    )]
    [InlineData("<link rel=alternate type=application/feed+json href=f>", "f")]
    [InlineData("<link rel=alternate type=application/json href=/feed.json>", "feed.json")]
    [InlineData("<link rel=alternate type=text/xml href=/rss.xml>", "rss.xml")]
    [InlineData("<link rel=alternate href=/feed>", "feed")]
    [InlineData("<link rel=feed type=text/html href=/notes>", "notes")]
    [InlineData("<a rel=feed href=/notes>Notes</a>", "notes")]
    [InlineData(
        "<link rel=alternate type=application/rss+xml href=feed://blog.example/f>",
        "http://blog.example/f"
    )]
    [InlineData(
        "<link rel=alternate type=application/rss+xml href=feed:https://blog.example/f>",
        "f"
    )]
    [InlineData("<base href=/b/><link rel=alternate type=application/rss+xml href=f>", "b/f")]
    [InlineData(
        "<link rel=alternate type=application/rss+xml href=f><link rel=alternate type=application/rss+xml href=/f>",
        "f"
    )]
    [InlineData("<body><p><link rel=alternate type=application/atom+xml href=f>", "f")]
    public void A_feed_is_named(string html, string address) =>
        Find(html).Links.ShouldHaveSingleItem().Address.ShouldBe(new Uri(Home, address));

    [Theory]
    [InlineData("<link rel='alternate stylesheet' type=application/rss+xml href=f>")]
    [InlineData("<link rel=alternate hreflang=de href=/de/>")]
    [InlineData("<link rel=alternate type=text/html href=/feed>")]
    [InlineData("<link rel=alternate type=application/rss+xml>")]
    [InlineData("<link rel=alternate type=application/rss+xml href='javascript:1'>")]
    [InlineData("<link rel=alternate type=application/xml href=/sitemap>")]
    [InlineData("<!-- <link rel=alternate type=application/rss+xml href=f> -->")]
    [InlineData("<template><link rel=alternate type=application/rss+xml href=f></template>")]
    [InlineData("<a href=https://other.example/feed/>Another blog</a>")]
    [InlineData("<a href=/feedback>Feedback</a>")]
    [InlineData("")]
    public void Nothing_else_is(string html) => Find(html).Links.ShouldBeEmpty();

    [Theory]
    [InlineData("<a href=/feed/>Subscribe</a>", "/feed/")]
    [InlineData("<a href=/rss.xml><img src=rss.png></a>", "/rss.xml")]
    [InlineData("<a href=https://www.blog.example/atom.xml>Atom</a>", "/atom.xml")]
    [InlineData("<a href=http://feeds.feedburner.com/Maria>RSS</a>", "/Maria")]
    [InlineData("<a href=feed://blog.example/x/rss>RSS</a>", "/x/rss")]
    public void A_link_for_readers_is_the_last_resort(string html, string path)
    {
        Find(html).Links.ShouldHaveSingleItem().Address.AbsolutePath.ShouldBe(path);
        Find(html + "<link rel=alternate type=application/rss+xml href=/named>")
            .Links.ShouldHaveSingleItem()
            .Address.AbsolutePath.ShouldBe("/named");
    }

    [Fact]
    public void Its_words_are_its_title() =>
        Find("<a href=/feed/>My <b>feed</b>\n here</a> no").Links[0].Title.ShouldBe("My feed here");

    [Fact]
    public void Headers_name_feeds_too()
    {
        var headers = LinkHeader.Read(
            [
                "</feed.json>; rel=alternate; type=\"application/feed+json\"; title=JSON, </wp-json/>; rel=\"https://api.w.org/\"",
            ],
            Home
        );
        var page = FeedDiscovery.Find(
            "<link rel=alternate type=application/rss+xml href=/feed>"u8.ToArray(),
            "text/html",
            Home,
            headers
        );

        page.Links.Select(l => l.Address.AbsolutePath).ShouldBe(["/feed", "/feed.json"]);
        page.Links[1].Title.ShouldBe("JSON");
    }

    [Fact]
    public void Only_so_many_count() =>
        Find(
            string.Concat(
                Enumerable
                    .Range(0, 5000)
                    .Select(i => $"<link rel=alternate type=application/rss+xml href=/{i}>")
            )
        )
            .Links.Count.ShouldBe(FeedDiscovery.MaxFeeds);

    private static PageFeeds Find(string html, Uri? page = null) =>
        FeedDiscovery.Find(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", page ?? Home);
}
