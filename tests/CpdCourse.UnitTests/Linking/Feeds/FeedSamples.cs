using System.Text;
using CpdCourse.Linking.Feeds.Reading;

namespace CpdCourse.UnitTests.Linking.Feeds;

/// <summary>Reads feeds that tests write in a few lines.</summary>
internal static class FeedSamples
{
    public static readonly Uri Here = new("https://blog.example/feed/");

    public static ReadFeed Feed(string text, string type = "application/xml; charset=utf-8") =>
        Reading(text, type).ShouldBeOfType<ReadFeed>();

    public static FeedReading Reading(
        string text,
        string type = "application/xml; charset=utf-8"
    ) => FeedReader.Read(Encoding.UTF8.GetBytes(text), type, Here);

    /// <summary>The one entry of an RSS 2.0 feed that holds these elements.</summary>
    public static ReadEntry Item(string elements) =>
        Feed(
            $"""
            <?xml version="1.0"?><rss version="2.0"
              xmlns:content="http://purl.org/rss/1.0/modules/content/"
              xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:atom="http://www.w3.org/2005/Atom"
              xmlns:thr="http://purl.org/syndication/thread/1.0"
              xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"
              xmlns:media="http://search.yahoo.com/mrss/"><channel>
            <title>T</title><link>https://blog.example/</link>
            <item>{elements}</item></channel></rss>
            """
        )
            .Entries.ShouldHaveSingleItem();

    /// <summary>The one entry of an Atom 1.0 feed that holds these elements.</summary>
    public static ReadEntry Entry(string elements) =>
        Feed(
            $"""
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
            <title>T</title><link href="https://blog.example/"/>
            <entry>{elements}</entry></feed>
            """
        )
            .Entries.ShouldHaveSingleItem();
}
