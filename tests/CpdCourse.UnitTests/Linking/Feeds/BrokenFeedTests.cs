using System.Text;
using CpdCourse.Linking.Feeds.Reading;
using static CpdCourse.UnitTests.Linking.Feeds.FeedSamples;

namespace CpdCourse.UnitTests.Linking.Feeds;

/// <summary>Feeds are written by hand, by themes and by programs that died in the middle.</summary>
public sealed class BrokenFeedTests
{
    [Theory]
    [InlineData("<title>Cats & dogs</title>", "Cats & dogs")]
    [InlineData("<title>Caf&eacute;&nbsp;&mdash; one</title>", "Café — one")]
    [InlineData("<title>Cats &unknown; dogs</title>", "Cats &unknown; dogs")]
    [InlineData("<title>One\u0000\u0001\u000Etwo\u001F</title>", "Onetwo")]
    [InlineData("<title>One&#0;&#1;&#x1F;two</title>", "Onetwo")]
    [InlineData("<title>One&#1114112;&#x110000;&#55296;two</title>", "Onetwo")]
    [InlineData("<title>It&#146;s</title>", "It’s")]
    [InlineData("<title>a < b</title>", "a < b")]
    [InlineData("<title>I <3 you</title>", "I <3 you")]
    [InlineData("<title>one<br>two</title>", "one two")]
    [InlineData("<title><b>one</i></title>", "one")]
    [InlineData("<title>x]]></title>", "x]]>")]
    [InlineData("<title>one</title><description><p>never closed</description>", "one")]
    [InlineData("</b><title>one</title></p>", "one")]
    [InlineData("<title a=b a='c' d>one</title>", "one")]
    [InlineData("<title>\uD83D\uDE00 \uD83D</title>", "😀")]
    public void A_title_is_read_all_the_same(string xml, string title)
    {
        var entry = Item(xml + "<link>https://blog.example/1</link>");

        entry.Title.Replace("\uFFFD", "", StringComparison.Ordinal).Trim().ShouldBe(title);
        entry.Link.ShouldBe(new Uri("https://blog.example/1"));
    }

    [Theory]
    [InlineData("https://blog.example/?p=1&section=2&copy=3&x")]
    [InlineData("https://blog.example/?p=1&amp;section=2&copy=3&amp;x")]
    [InlineData("<![CDATA[https://blog.example/?p=1&section=2&copy=3&x]]>")]
    public void An_ampersand_in_an_address_is_one(string link)
    {
        const string meant = "https://blog.example/?p=1&section=2&copy=3&x";

        Item($"<link>{link}</link>").Link!.AbsoluteUri.ShouldBe(meant);
        Entry(
            $"<link href='{link.Replace("<![CDATA[", "", StringComparison.Ordinal).Replace("]]>", "", StringComparison.Ordinal)}'/>"
        )
            .Link!.AbsoluteUri.ShouldBe(meant);
    }

    [Fact]
    public void CDATA_is_left_alone() =>
        Item("<title>x & y</title><description><![CDATA[a & b &amp; c &nbsp; &lt;]]></description>")
            .ContentHtml.ShouldBe("a &amp; b &amp; c \u00A0 &lt;");

    [Theory]
    [InlineData("\n\n  <?xml version='1.0'?>")]
    [InlineData("\uFEFF\uFEFF<?xml version='1.0'?>")]
    [InlineData(
        "<br />\n<b>Warning</b>: Cannot modify header information in <b>/www/x.php</b> on line <b>3</b><br />\n<?xml version='1.0'?>"
    )]
    [InlineData("Notice: something\n<?xml version='1.0'?>")]
    [InlineData("<!-- generated -->")]
    public void What_stands_before_the_feed_is_passed_over(string before) =>
        Feed(before + "<rss><channel><title>Blog</title></channel></rss>").Title.ShouldBe("Blog");

    [Fact]
    public void What_stands_behind_the_feed_is_passed_over()
    {
        var feed = Feed(
            "<rss><channel><title>Blog</title><item><title>1</title></item></channel></rss><script>x</script><rss><channel><item/></channel></rss>"
        );

        feed.Entries.Count.ShouldBe(1);
        feed.IsWhole.ShouldBeTrue();
    }

    [Fact]
    public void A_feed_cut_anywhere_gives_its_complete_entries()
    {
        var whole =
            "<?xml version='1.0'?><rss><channel><title>Blog &amp; co</title><link>https://blog.example/</link>"
            + "<item><title>One</title><description><![CDATA[<p>1</p>]]></description></item>"
            + "<item><title>Two</title><description>&lt;p&gt;2&lt;/p&gt;</description></item></channel></rss>";
        var first = whole.IndexOf("</item>", StringComparison.Ordinal) + "</item>".Length;
        var root = whole.IndexOf("<rss>", StringComparison.Ordinal) + "<rss>".Length;
        for (var length = root; length < whole.Length; length++)
        {
            var feed = Feed(whole[..length]);
            feed.IsWhole.ShouldBeFalse(whole[..length]);
            feed.Entries.Count.ShouldBe(
                length < first ? 0
                    : length < whole.IndexOf("</channel>", StringComparison.Ordinal) ? 1
                    : 2,
                whole[..length]
            );
        }
    }

    [Fact]
    public void An_entry_that_is_not_closed_ends_where_the_next_begins()
    {
        var feed = Feed(
            "<rss><channel><item><title>One</title><item><title>Two<item><title>Three</title></item></channel></rss>"
        );

        feed.Entries.Select(e => e.Title).ShouldBe(["One", "Two", "Three"]);
    }

    [Fact]
    public void A_tag_that_is_not_closed_ends_with_its_entry()
    {
        var feed = Feed(
            "<rss><channel><item><link>https://blog.example/1</link><description>One</item><item><author><title>Two</title></item></channel></rss>"
        );

        feed.Entries.Count.ShouldBe(2);
        feed.Entries[0].ContentHtml.ShouldBe("One");
        feed.IsWhole.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Caf\u00E9", "application/rss+xml", "", "Café")]
    [InlineData("Caf\u00C3\u00A9", "application/rss+xml", "", "Café")]
    [InlineData("Caf\u00E9", "application/rss+xml", "iso-8859-1", "Café")]
    [InlineData("\u0093x\u0094", "application/rss+xml", "iso-8859-1", "“x”")]
    [InlineData("\u00CF", "application/rss+xml", "windows-1251", "П")]
    [InlineData("\u00CF", "text/xml", "windows-1251", "П")]
    // RFC 7303, 3.2: the header goes first
    [InlineData("\u00F0", "text/xml; charset=koi8-r", "windows-1251", "П")]
    [InlineData("Caf\u00C3\u00A9", "text/xml; charset=utf-8", "koi8-r", "Café")]
    // Practice: what is UTF-8 is UTF-8, and what is not is not
    [InlineData("Caf\u00C3\u00A9", "text/xml; charset=iso-8859-1", "utf-8", "Café")]
    [InlineData("Caf\u00C3\u00A9", "text/xml; charset=us-ascii", "", "Café")]
    [InlineData("Caf\u00E9", "text/xml; charset=utf-8", "", "Café")]
    [InlineData("\u00CF\u00F0\u00E8", "text/xml; charset=utf-8", "windows-1251", "При")]
    [InlineData(
        "Caf\u00C3\u00A9 \u00C3\u00A9t\u00C3",
        "text/xml; charset=utf-8",
        "",
        "Café ét\uFFFD"
    )]
    [InlineData("Caf\u00C3\u00A9", "text/xml", "utf-16", "Café")]
    [InlineData("Caf\u00C3\u00A9", "text/xml", "x-unknown", "Café")]
    [InlineData("Caf\u00C3\u00A9", "text/xml", "utf-7", "Café")]
    [InlineData("\u0082\u00A0", "text/xml", "shift_jis", "あ")]
    public void The_encoding_is_found(string bytes, string type, string declared, string title)
    {
        var declaration =
            declared.Length == 0 ? "" : $"<?xml version=\"1.0\" encoding = '{declared}' ?>";
        var feed = FeedReader
            .Read(
                Encoding.Latin1.GetBytes(
                    $"\n{declaration}<rss><channel><title>{bytes}</title></channel></rss>"
                ),
                type,
                Here
            )
            .ShouldBeOfType<ReadFeed>();

        feed.Title.ShouldBe(title);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-8", true)]
    public void A_byte_order_mark_goes_first_and_UTF_16_is_seen_without_one(
        string name,
        bool isMarked
    )
    {
        var encoding = Encoding.GetEncoding(name);
        var xml = encoding.GetBytes(
            "<?xml version='1.0' encoding='koi8-r'?><rss><channel><title>Café</title></channel></rss>"
        );
        byte[] body = isMarked ? [.. encoding.GetPreamble(), .. xml] : xml;

        FeedReader
            .Read(body, "text/xml; charset=iso-8859-1", Here)
            .ShouldBeOfType<ReadFeed>()
            .Title.ShouldBe("Café");
    }
}
