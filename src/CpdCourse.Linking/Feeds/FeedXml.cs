using System.Globalization;
using System.Text;
using System.Xml;

namespace CpdCourse.Linking.Feeds;

/// <summary>What Atom and RSS share: namespaces, dates and an XML writer that takes any text.</summary>
internal static class FeedXml
{
    public const string Atom = "http://www.w3.org/2005/Atom";
    public const string Thread = "http://purl.org/syndication/thread/1.0";
    public const string DublinCore = "http://purl.org/dc/elements/1.1/";
    public const string Slash = "http://purl.org/rss/1.0/modules/slash/";
    public const string CommentApi = "http://wellformedweb.org/CommentAPI/";
    public const string Content = "http://purl.org/rss/1.0/modules/content/";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        IndentChars = " ",
        NewLineChars = "\n",
        CloseOutput = false,
    };

    public static void Write(Stream stream, Action<XmlWriter> document)
    {
        using var xml = XmlWriter.Create(stream, Settings);
        xml.WriteStartDocument();
        document(xml);
        xml.WriteEndDocument();
    }

    public static byte[] Bytes(Action<Stream> write)
    {
        using var memory = new MemoryStream();
        write(memory);
        return memory.ToArray();
    }

    /// <summary>An element with text; nothing when there is no text.</summary>
    public static void Element(this XmlWriter xml, string name, string? text, string? space = null)
    {
        if (!string.IsNullOrEmpty(text))
        {
            xml.WriteElementString(name, space, MarkupText.Valid(text));
        }
    }

    /// <summary>An atom:link; in RSS it takes the prefix that the root declared.</summary>
    public static void AtomLink(
        this XmlWriter xml,
        string rel,
        Uri href,
        string? type = null,
        string? title = null
    )
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", rel);
        xml.Attribute("type", type);
        xml.WriteAttributeString("href", href.AbsoluteUri);
        xml.Attribute("title", title);
        xml.WriteEndElement();
    }

    public static void Attribute(
        this XmlWriter xml,
        string name,
        string? value,
        string? space = null
    )
    {
        if (!string.IsNullOrEmpty(value))
        {
            xml.WriteAttributeString(name, space, MarkupText.Valid(value));
        }
    }

    /// <summary>thr:in-reply-to, the same in both formats (RFC 4685, 3).</summary>
    public static void InReplyTo(this XmlWriter xml, FeedReply? reply)
    {
        if (reply is null)
        {
            return;
        }

        xml.WriteStartElement("in-reply-to", Thread);
        xml.Attribute("ref", reply.Id);
        xml.WriteAttributeString("href", reply.Page.AbsoluteUri);
        xml.Attribute("type", reply.Type);
        xml.WriteEndElement();
    }

    /// <summary>RFC 3339 in UTC, to the second.</summary>
    public static string Rfc3339(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>RFC 822 in UTC, with the four-digit year that RSS 2.0 prefers.</summary>
    public static string Rfc822(DateTimeOffset time) =>
        time.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    /// <summary>A title or name that is not empty: both formats require one (RFC 4287, 3.2.1 and 4.2.14), and readers show nothing for an empty one.</summary>
    public static string Named(string text) =>
        string.IsNullOrWhiteSpace(MarkupText.Valid(text)) ? "(untitled)" : text;
}
