using CpdCourse.Linking.Feeds.Reading;
using static CpdCourse.UnitTests.Linking.Feeds.FeedSamples;

namespace CpdCourse.UnitTests.Linking.Feeds;

public sealed class NotAFeedTests
{
    [Theory]
    [InlineData("", NotAFeedReason.Empty)]
    [InlineData(" \r\n\t ", NotAFeedReason.Empty)]
    [InlineData("\uFEFF", NotAFeedReason.Empty)]
    [InlineData("<!DOCTYPE html><title>Blog</title>", NotAFeedReason.WebPage)]
    [InlineData(
        "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        NotAFeedReason.WebPage
    )]
    [InlineData("<?xml version='1.0'?><!-- x --><html/>", NotAFeedReason.WebPage)]
    [InlineData("<opml version='2.0'><body/></opml>", NotAFeedReason.SomethingElse)]
    [InlineData("<urlset><url/></urlset>", NotAFeedReason.SomethingElse)]
    [InlineData("<rdf:RDF><foaf:Person/></rdf:RDF>", NotAFeedReason.SomethingElse)]
    [InlineData("<feed><other/></feed>", NotAFeedReason.SomethingElse)]
    [InlineData("404 not found", NotAFeedReason.SomethingElse)]
    [InlineData("{\"error\": 1}", NotAFeedReason.SomethingElse)]
    [InlineData("{", NotAFeedReason.SomethingElse)]
    [InlineData("{\"version\": {\"a\": 1}}", NotAFeedReason.SomethingElse)]
    [InlineData("\u0089PNG\r\n\u001A\n", NotAFeedReason.SomethingElse)]
    public void What_is_no_feed_says_why(string text, NotAFeedReason reason)
    {
        var other = Reading(text).ShouldBeOfType<NotAFeed>();

        other.Reason.ShouldBe(reason);
        other.Sentence.ShouldEndWith(".");
    }

    [Fact]
    public void A_piece_of_HTML_is_a_page_when_its_server_says_so() =>
        Reading("<p>Hello", "text/html")
            .ShouldBeOfType<NotAFeed>()
            .Reason.ShouldBe(NotAFeedReason.WebPage);

    [Fact]
    public void A_feed_without_entries_is_a_feed()
    {
        Feed("<rss version='2.0'><channel><title>New</title></channel></rss>")
            .Entries.ShouldBeEmpty();
        Feed("<feed xmlns='http://www.w3.org/2005/Atom'><title>New</title></feed>")
            .Title.ShouldBe("New");
        Feed("<rss/>").Title.ShouldBe("");
    }
}
