using System.Globalization;
using System.Xml;

namespace CpdCourse.Linking.Feeds;

/// <summary>Writes a feed as Atom 1.0 (RFC 4287) with threading (RFC 4685).</summary>
public static class AtomWriter
{
    public const string ContentType = "application/atom+xml; charset=utf-8";

    /// <summary>The document in UTF-8 without byte order mark.</summary>
    public static byte[] Write(Feed feed) => FeedXml.Bytes(stream => Write(feed, stream));

    /// <summary>Writes the document; the stream stays open.</summary>
    public static void Write(Feed feed, Stream stream) =>
        FeedXml.Write(stream, xml => Document(xml, feed));

    private static void Document(XmlWriter xml, Feed feed)
    {
        xml.WriteStartElement("feed", FeedXml.Atom);
        xml.WriteAttributeString("xmlns", "thr", null, FeedXml.Thread);
        xml.WriteAttributeString("xml", "lang", null, feed.Language);
        xml.Element("id", feed.Id);
        xml.Element("title", FeedXml.Named(feed.Title));
        xml.Element("subtitle", feed.Description);
        xml.AtomLink("alternate", feed.Page, "text/html");
        xml.AtomLink("self", feed.Self, "application/atom+xml");
        if (feed.Hub is { } hub)
        {
            xml.AtomLink("hub", hub);
        }

        xml.Element("updated", FeedXml.Rfc3339(feed.Updated));
        // RFC 4287, 4.1.1: an entry without author needs one on the feed.
        Author(xml, feed.Author ?? new FeedAuthor(feed.Title));
        xml.Element("generator", "CpdCourse");
        foreach (var entry in feed.Entries)
        {
            Entry(xml, entry);
        }

        xml.WriteEndElement();
    }

    private static void Entry(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", FeedXml.Atom);
        xml.Element("id", entry.Id);
        xml.Element("title", FeedXml.Named(entry.Title));
        xml.AtomLink("alternate", entry.Permalink, "text/html");
        xml.Element("published", FeedXml.Rfc3339(entry.Published));
        xml.Element("updated", FeedXml.Rfc3339(entry.Updated ?? entry.Published));
        if (entry.Author is not null)
        {
            Author(xml, entry.Author);
        }

        foreach (var category in entry.Categories.Where(c => c.Length > 0))
        {
            xml.WriteStartElement("category", FeedXml.Atom);
            xml.Attribute("term", category);
            xml.WriteEndElement();
        }

        if (entry.Source is { } source)
        {
            xml.AtomLink("via", source.Page, "text/html", source.Title);
            Source(xml, source, entry);
        }

        Talk(xml, entry);
        xml.Element("summary", entry.Summary);
        Content(xml, entry);
        xml.WriteEndElement();
    }

    // What is known of the feed it came from (RFC 4287, 4.2.11): id, title and updated, by which readers tell it from ours.
    private static void Source(XmlWriter xml, FeedSource source, FeedEntry entry)
    {
        xml.WriteStartElement("source", FeedXml.Atom);
        xml.Element("id", (source.Feed ?? source.Home).AbsoluteUri);
        xml.Element("title", FeedXml.Named(source.Title));
        xml.Element("updated", FeedXml.Rfc3339(entry.Published));
        xml.AtomLink("alternate", source.Home, "text/html");
        if (source.Feed is { } feed)
        {
            xml.AtomLink("self", feed);
        }

        xml.WriteEndElement();
    }

    private static void Talk(XmlWriter xml, FeedEntry entry)
    {
        xml.InReplyTo(entry.InReplyTo);
        if (entry.Comments is not null)
        {
            xml.AtomLink("replies", entry.Comments, "text/html");
        }

        var count = entry.CommentCount?.ToString(CultureInfo.InvariantCulture);
        if (entry.CommentsFeed is { } comments)
        {
            xml.WriteStartElement("link", FeedXml.Atom);
            xml.WriteAttributeString("rel", "replies");
            xml.WriteAttributeString("type", "application/atom+xml");
            xml.WriteAttributeString("href", comments.AbsoluteUri);
            xml.Attribute("count", count, FeedXml.Thread);
            xml.Attribute(
                "updated",
                entry.LastComment is { } last ? FeedXml.Rfc3339(last) : null,
                FeedXml.Thread
            );
            xml.WriteEndElement();
        }

        xml.Element("total", count, FeedXml.Thread);
    }

    private static void Content(XmlWriter xml, FeedEntry entry)
    {
        if (string.IsNullOrEmpty(entry.ContentHtml))
        {
            return;
        }

        xml.WriteStartElement("content", FeedXml.Atom);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(MarkupText.Valid(AbsoluteHtml.Write(entry.ContentHtml, entry.Permalink)));
        xml.WriteEndElement();
    }

    private static void Author(XmlWriter xml, FeedAuthor author)
    {
        xml.WriteStartElement("author", FeedXml.Atom);
        xml.Element("name", FeedXml.Named(author.Name));
        xml.Element("uri", author.Page?.AbsoluteUri);
        xml.WriteEndElement();
    }
}
