using static CpdCourse.UnitTests.Linking.Feeds.FeedSamples;

namespace CpdCourse.UnitTests.Linking.Feeds;

/// <summary>What single elements of an entry mean.</summary>
public sealed class FeedEntryTests
{
    [Theory]
    [InlineData("Tom &amp;amp; Jerry", "Tom & Jerry")]
    [InlineData("Tom &amp; Jerry", "Tom & Jerry")]
    [InlineData("Tom &amp;#38; Jerry", "Tom & Jerry")]
    [InlineData("It&amp;#8217;s &amp;eacute;t&amp;eacute;", "It’s été")]
    [InlineData("<![CDATA[Tom &amp; Jerry]]>", "Tom & Jerry")]
    [InlineData("<![CDATA[Tom & Jerry]]>", "Tom & Jerry")]
    [InlineData("&amp;amp;amp;", "&amp;")]
    [InlineData("&lt;b&gt;Bold&lt;/b&gt; title", "Bold title")]
    [InlineData("<b>Bold</b> title", "Bold title")]
    [InlineData("1 &lt; 2 and 3 &gt; 2", "1 < 2 and 3 > 2")]
    [InlineData("Thing 12 &amp; &lt;wikis&gt;", "Thing 12 & <wikis>")]
    [InlineData("AT&amp;T", "AT&T")]
    [InlineData("  one\n   two\t", "one two")]
    [InlineData("a\u202Eb\u0007c", "abc")]
    [InlineData("", "")]
    public void A_title_of_RSS_is_plain_text_decoded_once_more(string xml, string title) =>
        Item($"<title>{xml}</title>").Title.ShouldBe(title);

    [Theory]
    [InlineData("<title>1 &lt; 2 &amp;amp; 3</title>", "1 < 2 &amp; 3")]
    [InlineData("<title type='text'>&lt;b&gt;</title>", "<b>")]
    [InlineData("<title type='html'>&lt;b&gt;x&lt;/b&gt; &amp;amp; y</title>", "x & y")]
    [InlineData("<title type='html'><![CDATA[<b>x</b> &amp; y]]></title>", "x & y")]
    [InlineData(
        "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>1 &lt; <b>2</b></div></title>",
        "1 < 2"
    )]
    public void A_title_of_Atom_is_what_its_type_says(string xml, string title) =>
        Entry(xml).Title.ShouldBe(title);

    [Fact]
    public void Elements_of_other_namespaces_are_not_mistaken()
    {
        var entry = Item(
            "<media:title>No</media:title><textInput><title>No</title><link>https://no.example/</link></textInput><title>Yes</title><media:description>No</media:description><media:category>no</media:category>"
        );

        entry.Title.ShouldBe("Yes");
        entry.Link.ShouldBeNull();
        entry.ContentHtml.ShouldBeNull();
        entry.Tags.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<link>https://blog.example/1</link>", "https://blog.example/1")]
    [InlineData("<link>\n  https://blog.example/1\n</link>", "https://blog.example/1")]
    [InlineData(
        "<link><![CDATA[https://blog.example/1?a=1&b=2]]></link>",
        "https://blog.example/1?a=1&b=2"
    )]
    [InlineData("<link>/1</link>", "https://blog.example/1")]
    [InlineData("<link>https://blog.example/été</link>", "https://blog.example/%C3%A9t%C3%A9")]
    [InlineData("<guid>https://blog.example/1</guid>", "https://blog.example/1")]
    [InlineData("<guid isPermaLink='true'>https://blog.example/1</guid>", "https://blog.example/1")]
    [InlineData("<guid isPermaLink='false'>https://blog.example/?p=1</guid>", null)]
    [InlineData("<guid>abc</guid>", null)]
    [InlineData("<link/><guid>https://blog.example/1</guid>", "https://blog.example/1")]
    [InlineData("<link>javascript:alert(1)</link>", null)]
    [InlineData("<link href='https://blog.example/1'/>", "https://blog.example/1")]
    [InlineData(
        "<atom:link rel='self' href='https://blog.example/f'/><atom:link href='https://blog.example/1'/>",
        "https://blog.example/1"
    )]
    [InlineData(
        "<link>https://feeds.example/~r/1</link><fb:origLink>https://blog.example/1</fb:origLink>",
        "https://blog.example/1"
    )]
    public void The_page_of_an_entry_is_found(string xml, string? link) =>
        Item(xml).Link?.AbsoluteUri.ShouldBe(link);

    [Theory]
    [InlineData("<guid isPermaLink='false'>https://blog.example/?p=1</guid>")]
    [InlineData("<guid>abc</guid>")]
    [InlineData("<link>javascript:alert(1)</link>")]
    [InlineData("<comments>https://blog.example/1#comments</comments>")]
    [InlineData("")]
    public void An_entry_may_have_no_page(string xml) => Item(xml).Link.ShouldBeNull();

    [Theory]
    [InlineData("<link href='https://blog.example/1'/>", "https://blog.example/1")]
    [InlineData("<link href='1'/>", "https://blog.example/feed/1")]
    [InlineData("<link xml:base='https://base.example/x/' href='1'/>", "https://base.example/x/1")]
    [InlineData(
        "<link rel='alternate' type='application/pdf' href='https://blog.example/1.pdf'/><link rel='alternate' type='text/html' href='https://blog.example/1'/>",
        "https://blog.example/1"
    )]
    [InlineData(
        "<link rel='http://www.iana.org/assignments/relation/alternate' href='https://blog.example/1'/>",
        "https://blog.example/1"
    )]
    [InlineData(
        "<link rel='enclosure' href='https://blog.example/1.mp3'/><link rel='ALTERNATE' href='https://blog.example/1'/>",
        "https://blog.example/1"
    )]
    public void The_page_of_an_Atom_entry_is_its_alternate(string xml, string link) =>
        Entry(xml).Link.ShouldNotBeNull().AbsoluteUri.ShouldBe(link);

    [Fact]
    public void An_xml_base_further_out_counts()
    {
        var feed = Feed(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/"><title>T</title><link href="home"/>
            <entry xml:base="y/"><link href="1"/><content type="html" xml:base="/z/">&lt;img src=p.png&gt;</content></entry></feed>
            """
        );

        feed.HomePage.ShouldBe(new Uri("https://a.example/x/home"));
        feed.Entries[0].Link.ShouldBe(new Uri("https://a.example/x/y/1"));
        feed.Entries[0].ContentHtml.ShouldBe("<img src=\"https://a.example/z/p.png\">");
    }

    [Theory]
    [InlineData("<author>maria@example.org (Maria Lopez)</author>", "Maria Lopez")]
    [InlineData("<author>Maria &lt;maria@example.org&gt;</author>", "Maria")]
    [InlineData("<author>maria@example.org</author>", null)]
    [InlineData("<author>Maria</author>", "Maria")]
    [InlineData("<author><name>Maria</name><email>m@example.org</email></author>", "Maria")]
    [InlineData("<atom:author><atom:name>Maria</atom:name></atom:author>", "Maria")]
    [InlineData("<author>maria@example.org</author><dc:creator>Maria</dc:creator>", "Maria")]
    [InlineData("<dc:author>Maria</dc:author>", "Maria")]
    [InlineData("<dc:creator>M&amp;aacute;ria</dc:creator>", "Mária")]
    [InlineData("<x:creator xmlns:x='http://purl.org/dc/elements/1.1/'>Maria</x:creator>", "Maria")]
    [InlineData("", null)]
    public void An_author_is_a_name_and_never_an_address(string xml, string? author) =>
        Item(xml).Author.ShouldBe(author);

    [Fact]
    public void Prefixes_that_nobody_declared_mean_what_they_usually_do()
    {
        var entry = Feed(
            "<rss><channel><item><dc:creator>Maria</dc:creator><content:encoded>&lt;p>x&lt;/p></content:encoded></item></channel></rss>"
        ).Entries[0];

        entry.Author.ShouldBe("Maria");
        entry.ContentHtml.ShouldBe("<p>x</p>");
    }

    [Fact]
    public void Tags_are_kept_once_and_short()
    {
        var many = string.Concat(Enumerable.Range(0, 30).Select(i => $"<category>t{i}</category>"));

        Item(
            $"<category>Thing 5</category><category>thing 5</category><category/><category domain='x'>a &amp;amp; b</category>"
        )
            .Tags.ShouldBe(["Thing 5", "a & b"]);
        Item(many).Tags.Count.ShouldBe(20);
        Item($"<category>{new string('x', 90)}</category>").Tags[0].Length.ShouldBe(50);
        Entry("<category term='thing5' label='Thing 5'/>").Tags.ShouldBe(["thing5"]);
    }

    [Theory]
    [InlineData("<content type='text'>a &lt; b\nc</content>", "a &lt; b<br>c")]
    [InlineData("<content>x</content>", "x")]
    [InlineData("<content type='html'>&lt;p&gt;x</content>", "<p>x")]
    [InlineData("<content type='text/html'>&lt;p&gt;x</content>", "<p>x")]
    [InlineData(
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>a &lt; <br/>b</p><a name='x'/></div></content>",
        "<div><p>a &lt; <br>b</p><a name=\"x\"></a></div>"
    )]
    [InlineData(
        "<content type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'><h:p>x</h:p></h:div></content>",
        "<div><p>x</p></div>"
    )]
    [InlineData("<content type='image/png'>iVBORw0KGgo=</content><summary>s</summary>", "s")]
    [InlineData(
        "<content src='https://blog.example/x.pdf' type='application/pdf'/><summary>s</summary>",
        "s"
    )]
    [InlineData("<summary type='html'>&lt;b&gt;s</summary>", "<b>s")]
    public void Content_of_Atom_is_what_its_type_says(string xml, string html) =>
        Entry(xml).ContentHtml.ShouldBe(html);

    [Theory]
    [InlineData("<description>&lt;p&gt;x&lt;/p&gt;</description>", "<p>x</p>", null)]
    [InlineData("<description><![CDATA[<p>x</p>]]></description>", "<p>x</p>", null)]
    [InlineData("<description><p>x<br>y</p></description>", "<p>x<br>y</p>", null)]
    [InlineData(
        "<description>brief</description><content:encoded>&lt;p&gt;full</content:encoded>",
        "<p>full",
        "brief"
    )]
    [InlineData("<description/><content:encoded>full</content:encoded>", "full", null)]
    [InlineData(
        "<description>&lt;p&gt;A&amp;nbsp;b&lt;/p&gt;&lt;p&gt;c&lt;/p&gt;</description><body xmlns='http://www.w3.org/1999/xhtml'><p>full</p></body>",
        "<p>full</p>",
        "A b c"
    )]
    [InlineData("<dc:description>x</dc:description>", "x", null)]
    [InlineData(
        "<description>a<media:item>b</media:item>c</description>",
        "a<item>b</item>c",
        null
    )]
    [InlineData("<description></description>", null, null)]
    public void The_fullest_text_is_the_content(string xml, string? content, string? summary)
    {
        var entry = Item(xml);

        entry.ContentHtml.ShouldBe(content);
        entry.Summary.ShouldBe(summary);
    }

    [Theory]
    [InlineData("<a href='/x'>y</a>", "<a href=\"https://blog.example/x\">y</a>")]
    [InlineData("<a href='x'>y</a>", "<a href=\"https://blog.example/2011/x\">y</a>")]
    [InlineData("<a href='#n1'>y</a>", "<a href=\"https://blog.example/2011/one#n1\">y</a>")]
    [InlineData("<a href='mailto:a@b.example'>y</a>", "<a href=\"mailto:a@b.example\">y</a>")]
    [InlineData(
        "<img src='//cdn.example/a b.png' srcset='x 2x' alt='&quot;'>",
        "<img src=\"https://cdn.example/a%20b.png\" alt=\"&quot;\">"
    )]
    [InlineData("x<script>alert(1)</script><style>p{}</style>y", "xy")]
    [InlineData("<script>alert(1)</script>", null)]
    public void Addresses_in_the_content_are_made_absolute(string html, string? absolute) =>
        Item(
            $"<link>https://blog.example/2011/one</link><description><![CDATA[{html}]]></description>"
        )
            .ContentHtml.ShouldBe(absolute);

    [Fact]
    public void Replies_name_what_they_answer()
    {
        var entry = Entry(
            "<thr:in-reply-to ref='tag:1' href='/1' type='text/html'/><thr:in-reply-to ref='tag:2'/><thr:in-reply-to/>"
        );

        entry
            .InReplyTo.Select(r => (r.Id, r.Page?.AbsoluteUri))
            .ShouldBe([("tag:1", "https://blog.example/1"), ("tag:2", null)]);
    }

    [Theory]
    [InlineData("<pubDate>Mon, 23 May 2011 10:00:00 GMT</pubDate>", true)]
    [InlineData("<dc:date>2011-05-23T10:00:00Z</dc:date>", true)]
    [InlineData("<pubDate>never</pubDate><dc:date>2011-05-23T10:00:00Z</dc:date>", true)]
    [InlineData("<pubDate/>", false)]
    [InlineData("", false)]
    public void A_date_is_the_first_that_can_be_read(string xml, bool isDated) =>
        Item(xml)
            .Published.ShouldBe(
                isDated ? new DateTimeOffset(2011, 5, 23, 10, 0, 0, TimeSpan.Zero) : null
            );
}
