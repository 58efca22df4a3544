using System.Globalization;
using System.Net;
using System.Xml;

namespace CpdCourse.Linking.Feeds;

/// <summary>Writes a feed as RSS 2.0 with the modules that readers and WordPress know: Atom, Dublin Core, Slash, CommentAPI, Content, Threading (protocols 6).</summary>
public static class RssWriter
{
    public const string ContentType = "application/rss+xml; charset=utf-8";

    /// <summary>The document in UTF-8 without byte order mark.</summary>
    public static byte[] Write(Feed feed) => FeedXml.Bytes(stream => Write(feed, stream));

    /// <summary>Writes the document; the stream stays open.</summary>
    public static void Write(Feed feed, Stream stream) =>
        FeedXml.Write(stream, xml => Document(xml, feed));

    private static void Document(XmlWriter xml, Feed feed)
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "atom", null, FeedXml.Atom);
        xml.WriteAttributeString("xmlns", "dc", null, FeedXml.DublinCore);
        xml.WriteAttributeString("xmlns", "slash", null, FeedXml.Slash);
        xml.WriteAttributeString("xmlns", "wfw", null, FeedXml.CommentApi);
        xml.WriteAttributeString("xmlns", "content", null, FeedXml.Content);
        xml.WriteAttributeString("xmlns", "thr", null, FeedXml.Thread);
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", MarkupText.Valid(FeedXml.Named(feed.Title)));
        xml.Element("link", feed.Page.AbsoluteUri);
        xml.WriteElementString(
            "description",
            MarkupText.Valid(string.IsNullOrEmpty(feed.Description) ? feed.Title : feed.Description)
        );
        xml.AtomLink("self", feed.Self, "application/rss+xml");
        if (feed.Hub is { } hub)
        {
            xml.AtomLink("hub", hub);
        }

        xml.Element("language", feed.Language);
        xml.Element("lastBuildDate", FeedXml.Rfc822(feed.Updated));
        xml.Element("generator", "CpdCourse");
        foreach (var entry in feed.Entries)
        {
            Item(xml, entry);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Item(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("item");
        xml.WriteElementString("title", MarkupText.Valid(FeedXml.Named(entry.Title)));
        xml.Element("link", entry.Permalink.AbsoluteUri);
        // Readers of RSS take the guid for the address; the id that outlives a change of address is in Atom and JSON.
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "true");
        xml.WriteString(entry.Permalink.AbsoluteUri);
        xml.WriteEndElement();
        xml.Element("pubDate", FeedXml.Rfc822(entry.Published));
        xml.Element("creator", entry.Author?.Name, FeedXml.DublinCore);
        foreach (var category in entry.Categories)
        {
            xml.Element("category", category);
        }

        Talk(xml, entry);
        Source(xml, entry.Source);

        // In RSS a description is HTML; the summary is plain text.
        xml.Element("description", WebUtility.HtmlEncode(entry.Summary));
        if (!string.IsNullOrEmpty(entry.ContentHtml))
        {
            xml.Element(
                "encoded",
                AbsoluteHtml.Write(entry.ContentHtml, entry.Permalink),
                FeedXml.Content
            );
        }

        xml.WriteEndElement();
    }

    // Where it came from; the page itself for a blog whose feed we do not know.
    private static void Source(XmlWriter xml, FeedSource? source)
    {
        if (source is null)
        {
            return;
        }

        xml.WriteStartElement("source");
        xml.WriteAttributeString("url", (source.Feed ?? source.Page).AbsoluteUri);
        xml.WriteString(MarkupText.Valid(FeedXml.Named(source.Title)));
        xml.WriteEndElement();
    }

    private static void Talk(XmlWriter xml, FeedEntry entry)
    {
        xml.Element("comments", entry.Comments?.AbsoluteUri);
        xml.Element(
            "comments",
            entry.CommentCount?.ToString(CultureInfo.InvariantCulture),
            FeedXml.Slash
        );
        xml.Element(
            "commentRss",
            (entry.CommentsRss ?? entry.CommentsFeed)?.AbsoluteUri,
            FeedXml.CommentApi
        );
        xml.InReplyTo(entry.InReplyTo);
    }
}
