using CpdCourse.Linking.Feeds;
using CpdCourse.Linking.Feeds.Reading;
using static CpdCourse.UnitTests.Linking.Feeds.FeedSamples;

namespace CpdCourse.UnitTests.Linking.Feeds;

/// <summary>One feed of each format, as blogs write them.</summary>
public sealed class FeedReaderTests
{
    private static readonly DateTimeOffset Morning = new(2011, 5, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rss_2_as_WordPress_writes_it()
    {
        var feed = Feed(
            """
            <?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
              xmlns:content="http://purl.org/rss/1.0/modules/content/"
              xmlns:wfw="http://wellformedweb.org/CommentAPI/"
              xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:atom="http://www.w3.org/2005/Atom"
              xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
              xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
            <channel>
              <title>Maria&#8217;s blog</title>
              <atom:link href="https://blog.example/feed/" rel="self" type="application/rss+xml" />
              <link>https://blog.example</link>
              <description>Just another site</description>
              <language>en_GB</language>
              <sy:updatePeriod>hourly</sy:updatePeriod>
              <image><url>https://blog.example/i.png</url><title>Icon</title><link>https://icon.example</link></image>
              <atom:link rel="hub" href="https://hub.example/" />
              <item>
                <title>Thing 5 &#038; me: &#8220;reflecting&#8221;</title>
                <link>https://blog.example/2011/05/thing-5/</link>
                <comments>https://blog.example/2011/05/thing-5/#comments</comments>
                <dc:creator><![CDATA[Maria]]></dc:creator>
                <pubDate>Mon, 23 May 2011 10:00:00 +0000</pubDate>
                <category><![CDATA[cpd23]]></category>
                <category><![CDATA[Thing 5]]></category>
                <guid isPermaLink="false">https://blog.example/?p=12</guid>
                <description><![CDATA[It was <b>good</b> [&#8230;]]]></description>
                <content:encoded><![CDATA[<p>It was <b>good</b>: <a href="/things">see</a>.</p>]]></content:encoded>
                <slash:comments>3</slash:comments>
              </item>
            </channel>
            </rss>
            """
        );

        feed.Title.ShouldBe("Maria’s blog");
        feed.HomePage.ShouldBe(new Uri("https://blog.example/"));
        feed.Self.ShouldBe(Here);
        feed.Language.ShouldBe("en-GB");
        feed.Hubs.ShouldBe([new Uri("https://hub.example/")]);
        feed.IsWhole.ShouldBeTrue();
        var entry = feed.Entries.ShouldHaveSingleItem();
        entry.Id.ShouldBe("https://blog.example/?p=12");
        entry.Link.ShouldBe(new Uri("https://blog.example/2011/05/thing-5/"));
        entry.Title.ShouldBe("Thing 5 & me: “reflecting”");
        entry.Published.ShouldBe(Morning);
        entry.Updated.ShouldBeNull();
        entry.Author.ShouldBe("Maria");
        entry.Tags.ShouldBe(["cpd23", "Thing 5"]);
        entry.ContentHtml.ShouldBe(
            "<p>It was <b>good</b>: <a href=\"https://blog.example/things\">see</a>.</p>"
        );
        entry.Summary.ShouldBe("It was good […]");
        entry.InReplyTo.ShouldBeEmpty();
    }

    [Fact]
    public void Atom_as_Blogger_writes_it()
    {
        var feed = Feed(
            """
            <?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href="http://www.blogger.com/styles/atom.css" type="text/css"?>
            <feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' xmlns:thr='http://purl.org/syndication/thread/1.0'>
            <id>tag:blogger.com,1999:blog-123</id><updated>2011-05-24T01:00:00.000+01:00</updated>
            <title type='text'>A librarian's CPD</title><subtitle type='html'>x</subtitle>
            <link rel='http://schemas.google.com/g/2005#feed' type='application/atom+xml' href='https://blog.example/feeds/posts/default'/>
            <link rel='self' type='application/atom+xml' href='https://www.blogger.com/feeds/123/posts/default'/>
            <link rel='alternate' type='text/html' href='https://blog.example/'/>
            <link rel='hub' href='http://pubsubhubbub.appspot.com/'/>
            <link rel='next' type='application/atom+xml' href='https://www.blogger.com/feeds/123/posts/default?start-index=26'/>
            <author><name>Sam</name><uri>https://www.blogger.com/profile/1</uri><email>noreply@blogger.com</email></author>
            <entry>
              <id>tag:blogger.com,1999:blog-123.post-456</id>
              <published>2011-05-23T11:00:00.000+01:00</published><updated>2011-05-23T12:00:00.001+01:00</updated>
              <category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>
              <category scheme='http://www.blogger.com/atom/ns#' term='Thing 5'/>
              <title type='text'>1 &lt; 2 &amp;amp; 3</title>
              <content type='html'>&lt;p&gt;One&amp;nbsp;two&lt;/p&gt;&lt;img src="p.jpg"&gt;</content>
              <link rel='replies' type='application/atom+xml' href='https://blog.example/feeds/456/comments/default' title='Post Comments'/>
              <link rel='edit' type='application/atom+xml' href='https://www.blogger.com/feeds/123/posts/default/456'/>
              <link rel='alternate' type='text/html' href='https://blog.example/2011/05/one.html' title='One'/>
              <author><name>Maria</name><email>maria@example.org</email></author>
              <thr:total>0</thr:total>
            </entry>
            <entry><id>x</id><title/><source><id>other</id><title>Other</title><link href='https://other.example/'/><author><name>Ann</name></author></source></entry>
            <entry><id>y</id></entry>
            </feed>
            """
        );

        feed.Title.ShouldBe("A librarian's CPD");
        feed.HomePage.ShouldBe(new Uri("https://blog.example/"));
        feed.Self.ShouldBe(new Uri("https://www.blogger.com/feeds/123/posts/default"));
        feed.Hubs.ShouldBe([new Uri("http://pubsubhubbub.appspot.com/")]);
        feed.Entries.Count.ShouldBe(3);
        var entry = feed.Entries[0];
        entry.Id.ShouldBe("tag:blogger.com,1999:blog-123.post-456");
        entry.Link.ShouldBe(new Uri("https://blog.example/2011/05/one.html"));
        entry.Title.ShouldBe("1 < 2 &amp; 3", "Atom says that this is not HTML");
        entry.Published.ShouldBe(Morning);
        entry.Updated.ShouldBe(Morning.AddHours(1).AddMilliseconds(1));
        entry.Author.ShouldBe("Maria");
        entry.Tags.ShouldBe(["Thing 5"]);
        entry.ContentHtml.ShouldBe(
            "<p>One\u00A0two</p><img src=\"https://blog.example/2011/05/p.jpg\">"
        );
        entry.Summary.ShouldBeNull();
        feed.Entries[1].Author.ShouldBe("Ann");
        feed.Entries[1].Link.ShouldBeNull();
        feed.Entries[1].Id.ShouldBe("x");
        feed.Entries[2].Author.ShouldBe("Sam");
    }

    [Fact]
    public void Rss_1_is_RDF_with_the_entries_beside_the_channel()
    {
        var feed = Feed(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
              xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xml:lang="de">
            <channel rdf:about="https://blog.example/index.rdf"><title>Blog</title><link>https://blog.example/</link>
              <description>d</description><items><rdf:Seq><rdf:li rdf:resource="https://blog.example/1"/></rdf:Seq></items></channel>
            <item rdf:about="https://blog.example/1"><title>One</title><link>https://blog.example/1</link>
              <dc:date>2011-05-23T11:00:00+01:00</dc:date><dc:creator>Maria</dc:creator><dc:subject>Thing 5</dc:subject>
              <description>brief</description><content:encoded>&lt;p&gt;full&lt;/p&gt;</content:encoded></item>
            </rdf:RDF>
            """
        );

        feed.Title.ShouldBe("Blog");
        feed.HomePage.ShouldBe(new Uri("https://blog.example/"));
        feed.Language.ShouldBe("de");
        var entry = feed.Entries.ShouldHaveSingleItem();
        entry.Id.ShouldBe("https://blog.example/1");
        entry.Link.ShouldBe(new Uri("https://blog.example/1"));
        entry.Published.ShouldBe(Morning);
        entry.Author.ShouldBe("Maria");
        entry.Tags.ShouldBe(["Thing 5"]);
        entry.ContentHtml.ShouldBe("<p>full</p>");
        entry.Summary.ShouldBe("brief");
    }

    [Theory]
    [InlineData(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>B</title><link>https://blog.example/</link></channel><item><title>One</title><link>https://blog.example/1</link></item></rdf:RDF>"
    )]
    [InlineData(
        "<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'http://my.netscape.com/publish/formats/rss-0.91.dtd'><rss version='0.91'><channel><title>B</title><link>https://blog.example/</link><item><title>One</title><link>https://blog.example/1</link></item></channel></rss>"
    )]
    [InlineData(
        "<rss version='0.92'><channel><title>B</title><link>https://blog.example/</link><item><title>One</title><link>https://blog.example/1</link></item></channel></rss>"
    )]
    [InlineData(
        "<rss version='2.0' xmlns='http://backend.userland.com/rss2'><channel><title>B</title><link>https://blog.example/</link><item><title>One</title><link>https://blog.example/1</link></item></channel></rss>"
    )]
    [InlineData(
        "<rss><title>no</title><channel><title>B</title><link>https://blog.example/</link></channel><item><title>One</title><link>https://blog.example/1</link></item></rss>"
    )]
    [InlineData(
        "<r:rss xmlns:r='http://backend.userland.com/rss2' xmlns:z='https://other.example/'><r:channel><z:title>no</z:title><r:title>B</r:title><r:link>https://blog.example/</r:link><r:item><z:link>https://no.example/</z:link><r:title>One</r:title><r:link>https://blog.example/1</r:link></r:item></r:channel></r:rss>"
    )]
    [InlineData(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:rss='http://purl.org/rss/1.0/'><rss:channel><rss:title>B</rss:title><rss:link>https://blog.example/</rss:link></rss:channel><rss:item><rss:title>One</rss:title><rss:link>https://blog.example/1</rss:link></rss:item></rdf:RDF>"
    )]
    [InlineData(
        "<rss xmlns='https://other.example/'><channel><title>B</title><link>https://blog.example/</link><item><title>One</title><link>https://blog.example/1</link></item></channel></rss>"
    )]
    [InlineData(
        "<x:feed xmlns:x='http://www.w3.org/2005/Atom'><x:title>B</x:title><x:link href='https://blog.example/'/><x:entry><x:title>One</x:title><x:link href='https://blog.example/1'/></x:entry></x:feed>"
    )]
    [InlineData(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>B</title><link rel='alternate' type='text/html' href='https://blog.example/'/><entry><title mode='escaped' type='text/html'>&lt;b>One&lt;/b></title><link rel='alternate' type='text/html' href='https://blog.example/1'/></entry></feed>"
    )]
    [InlineData(
        "<feed><title>B</title><link href='https://blog.example/'/><entry><title>One</title><link href='https://blog.example/1'/></entry></feed>"
    )]
    [InlineData(
        "<RSS><Channel><Title>B</Title><Link>https://blog.example/</Link><Item><Title>One</Title><Link>https://blog.example/1</Link></Item></Channel></RSS>"
    )]
    public void Every_version_is_read(string xml)
    {
        var feed = Feed(xml);

        feed.Title.ShouldBe("B");
        feed.HomePage.ShouldBe(new Uri("https://blog.example/"));
        feed.IsWhole.ShouldBeTrue();
        var entry = feed.Entries.ShouldHaveSingleItem();
        entry.Title.ShouldBe("One");
        entry.Link.ShouldBe(new Uri("https://blog.example/1"));
        entry.Published.ShouldBeNull();
        entry.Id.ShouldBeNull();
    }

    [Fact]
    public void Atom_0_3_has_words_of_its_own()
    {
        var entry = Feed(
            """
            <feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en"><title>B</title>
            <entry><id>1</id><issued>2011-05-23T11:00:00+01:00</issued><modified>2011-05-23T11:00:00Z</modified><created>2011-05-01T00:00:00Z</created>
            <author><name>Maria</name></author>
            <content type="text/html" mode="escaped">&lt;p&gt;x&lt;/p&gt;</content><summary type="text/plain">a &lt; b</summary></entry></feed>
            """
        )
            .Entries.ShouldHaveSingleItem();

        entry.Published.ShouldBe(Morning);
        entry.Updated.ShouldBe(Morning.AddHours(1));
        entry.Author.ShouldBe("Maria");
        entry.ContentHtml.ShouldBe("<p>x</p>");
        entry.Summary.ShouldBe("a < b");
    }

    [Fact]
    public void What_we_write_ourselves_we_read()
    {
        var written = new Feed
        {
            Id = "tag:course.example,2011:posts",
            Title = "All <posts> & more",
            Page = new Uri("https://course.example/"),
            Self = new Uri("https://course.example/feed"),
            Updated = Morning,
            Entries =
            [
                new FeedEntry
                {
                    Id = "tag:course.example,2011:post-1",
                    Title = "Thing 12 & <wikis>",
                    Permalink = new Uri("https://course.example/posts/1"),
                    Author = new FeedAuthor("Maria"),
                    Published = Morning,
                    Summary = "a < b",
                    ContentHtml = "<p><a href=\"/things/12\">x</a></p>",
                    Categories = ["thing12"],
                    InReplyTo = new FeedReply("tag:1", new Uri("https://course.example/posts/0")),
                },
            ],
        };

        foreach (var bytes in new[] { AtomWriter.Write(written), RssWriter.Write(written) })
        {
            var feed = FeedReader
                .Read(bytes, AtomWriter.ContentType, written.Self)
                .ShouldBeOfType<ReadFeed>();
            feed.Title.ShouldBe(written.Title);
            feed.HomePage.ShouldBe(written.Page);
            feed.Self.ShouldBe(written.Self);
            feed.Language.ShouldBe("en");
            var entry = feed.Entries.ShouldHaveSingleItem();
            entry.Title.ShouldBe("Thing 12 & <wikis>");
            entry.Link.ShouldBe(new Uri("https://course.example/posts/1"));
            entry.Author.ShouldBe("Maria");
            entry.Published.ShouldBe(Morning);
            entry.Summary.ShouldBe("a < b");
            entry.ContentHtml.ShouldBe("<p><a href=\"https://course.example/things/12\">x</a></p>");
            entry.Tags.ShouldBe(["thing12"]);
            entry.InReplyTo.ShouldBe([
                new ReadReply("tag:1", new Uri("https://course.example/posts/0")),
            ]);
        }
    }

    [Fact]
    public void Links_of_headers_go_before_those_of_the_feed()
    {
        var feed = FeedReader
            .Read(
                "<rss><channel><a:link xmlns:a='http://www.w3.org/2005/Atom' rel='hub' href='https://old.example/'/></channel></rss>"u8.ToArray(),
                null,
                Here,
                CpdCourse.Linking.Pages.LinkHeader.Read(
                    ["<https://hub.example/>; rel=\"hub\", <https://blog.example/topic>; rel=self"],
                    Here
                )
            )
            .ShouldBeOfType<ReadFeed>();

        feed.Hubs.ShouldBe([new Uri("https://hub.example/"), new Uri("https://old.example/")]);
        feed.Self.ShouldBe(new Uri("https://blog.example/topic"));
    }
}
