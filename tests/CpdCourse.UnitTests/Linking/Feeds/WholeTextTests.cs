using System.Text;
using CpdCourse.Linking.Feeds.Reading;
using static CpdCourse.UnitTests.Linking.Feeds.FeedSamples;

namespace CpdCourse.UnitTests.Linking.Feeds;

/// <summary>Whether a feed gives the whole text of a post.</summary>
public sealed class WholeTextTests
{
    private const string Paragraphs = "<![CDATA[<p>One.</p><p>Two.</p>]]>";

    [Theory]
    [InlineData("<content:encoded>" + Paragraphs + "</content:encoded>")]
    [InlineData(
        "<description>In short.</description><content:encoded>" + Paragraphs + "</content:encoded>"
    )]
    [InlineData("<content:encoded>One line, and no more</content:encoded>")]
    [InlineData("<description>" + Paragraphs + "</description>")]
    [InlineData("<description>&lt;p&gt;One.&lt;/p&gt;</description>")]
    [InlineData("<description>One.&lt;br&gt;Two.</description>")]
    public void RSS_gives_it_in_its_place_or_as_a_description_with_paragraphs(string xml) =>
        Item(xml).WholeHtml.ShouldNotBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("<description>Only a sentence.</description>")]
    [InlineData("<description>A &lt;b&gt;bold&lt;/b&gt; sentence.</description>")]
    [InlineData("<description><![CDATA[<p>It begins [&#8230;]</p>]]></description>")]
    [InlineData(
        "<description><![CDATA[<p>It begins [&#8230;]</p><p>The post <a href='/1'>One</a> appeared first on <a href='/'>Soup</a>.</p>]]></description>"
    )]
    [InlineData("<description><![CDATA[<p>It begins …</p>]]></description>")]
    [InlineData("<description><![CDATA[<p>It begins...</p>]]></description>")]
    [InlineData(
        "<description><![CDATA[<p>It begins.</p><p><a href='/1'>Continue reading on Soup »</a></p>]]></description>"
    )]
    [InlineData(
        "<description><![CDATA[<p>It begins. <a href='/1'>Read more</a></p>]]></description>"
    )]
    [InlineData("<content:encoded><![CDATA[<script>alert(1)</script>]]></content:encoded>")]
    public void A_summary_is_not_it(string xml) => Item(xml).WholeHtml.ShouldBeNull();

    [Theory]
    [InlineData("<content type='html'>&lt;p&gt;One.&lt;/p&gt;</content>", true)]
    [InlineData("<content>One.</content>", true)]
    [InlineData(
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p></div></content>",
        true
    )]
    [InlineData(
        "<summary type='html'>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</summary>",
        false
    )]
    [InlineData("<content src='https://blog.example/1'/><summary>In short.</summary>", false)]
    public void Atom_has_a_place_for_each(string xml, bool isWhole) =>
        Entry(xml).IsWhole.ShouldBe(isWhole);

    [Theory]
    [InlineData("\"content_html\": \"<p>One.</p>\"", true)]
    [InlineData("\"content_text\": \"One.\"", true)]
    [InlineData("\"summary\": \"One.\"", false)]
    [InlineData("\"content_html\": \"\", \"summary\": \"One.\"", false)]
    public void JSON_Feed_has_a_place_for_each(string members, bool isWhole) =>
        Feed(
            $$"""{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", {{members}}}]}""",
            "application/feed+json"
        )
            .Entries[0]
            .IsWhole.ShouldBe(isWhole);

    [Theory]
    [InlineData("<div class=e-content><p>One.</p></div>", true)]
    [InlineData("<div class=e-content><p>One …</p></div>", false)]
    [InlineData("<div class=e-content><p>One.</p><a href=/a>Continue reading</a></div>", false)]
    [InlineData("<p class=p-summary>One.</p>", false)]
    [InlineData("", false)]
    public void A_page_that_is_a_feed_marks_it(string html, bool isWhole)
    {
        var page =
            $"<div class=h-entry><a class='u-url p-name' href=/a>A</a>{html}</div><div class=h-entry><a class='u-url p-name' href=/b>B</a></div>";

        HFeed
            .Read(Encoding.UTF8.GetBytes(page), "text/html", Here)!
            .Entries[0]
            .IsWhole.ShouldBe(isWhole);
    }

    [Theory]
    [InlineData(FeedReader.MaxContent - 7, true)]
    [InlineData(FeedReader.MaxContent - 6, false)]
    [InlineData(FeedReader.MaxContent * 3, false)]
    public void F6_a_text_that_had_to_be_cut_is_not_all_of_it(int length, bool isWhole)
    {
        var words = new string('a', length);

        Item($"<content:encoded>&lt;p&gt;{words}&lt;/p&gt;</content:encoded>")
            .IsWhole.ShouldBe(isWhole);
        Item($"<description>&lt;p&gt;{words}&lt;/p&gt;</description>").IsWhole.ShouldBe(isWhole);
    }

    [Fact]
    public void F6_what_is_left_of_a_text_that_was_too_long_to_be_kept_is_not_all_of_it()
    {
        var comment = $"&lt;!--{new string('x', FeedReader.MaxContent * 3)}--&gt;";

        Item($"<content:encoded>&lt;p&gt;One.&lt;/p&gt;{comment}&lt;p&gt;Two.</content:encoded>")
            .IsWhole.ShouldBeFalse();
    }

    [Fact]
    public void Other_words_far_down_have_another_mark_where_the_whole_text_counts()
    {
        var post = PostInFeed.Read(new ReadEntry { Link = Here, Title = "Soup" })!;

        PostInFeed.MarkOf(post, "<p>One.</p>").ShouldNotBe(PostInFeed.MarkOf(post, "<p>Two.</p>"));
        PostInFeed.MarkOf(post, null).ShouldBe(PostInFeed.MarkOf(post));
    }
}
