using System.Xml;

namespace CpdCourse.Linking.Feeds;

/// <summary>A list of blogs: what <c>/blogs.opml</c> gives away, and what an organiser brings from another reader.</summary>
/// <param name="Title">Of the list; may be empty.</param>
/// <param name="Blogs">In order.</param>
public sealed record OpmlList(string Title, IReadOnlyList<OpmlBlog> Blogs)
{
    /// <summary>When anything in it last changed, if that is known.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>False when a limit or an error ended the reading: then these are the blogs before it.</summary>
    public bool IsWhole { get; init; } = true;
}

/// <summary>One blog of a list: at least one of the two addresses is there.</summary>
/// <param name="Title">Its name; of a list that names none, empty.</param>
/// <param name="Feed">The address of its feed.</param>
/// <param name="Page">The address of its front page.</param>
public sealed record OpmlBlog(string Title, Uri? Feed, Uri? Page)
{
    /// <summary>Under which heading it stands, the outermost first; lists are often ordered by subject.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];
}

/// <summary>Writes OPML 2.0, which every feed reader imports. Blogs that stand one after the other under the same heading share it.</summary>
public static class OpmlWriter
{
    public const string ContentType = "text/x-opml; charset=utf-8";

    /// <summary>The document in UTF-8 without byte order mark; a blog without a feed is left out, as no reader could follow it.</summary>
    public static byte[] Write(OpmlList list) =>
        FeedXml.Bytes(stream => FeedXml.Write(stream, xml => Document(xml, list)));

    private static void Document(XmlWriter xml, OpmlList list)
    {
        xml.WriteStartElement("opml");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteStartElement("head");
        xml.Element("title", FeedXml.Named(list.Title));
        xml.Element(
            "dateModified",
            list.Modified is { } modified ? FeedXml.Rfc822(modified) : null
        );
        xml.Element("docs", "http://opml.org/spec2.opml");
        xml.WriteEndElement();
        xml.WriteStartElement("body");
        Outlines(xml, [.. list.Blogs.Where(b => b.Feed is not null)]);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Outlines(XmlWriter xml, IReadOnlyList<OpmlBlog> blogs)
    {
        IReadOnlyList<string> open = [];
        foreach (var blog in blogs)
        {
            var shared = open.Zip(blog.Folders).TakeWhile(f => f.First == f.Second).Count();
            for (var i = shared; i < open.Count; i++)
            {
                xml.WriteEndElement();
            }

            foreach (var folder in blog.Folders.Skip(shared))
            {
                xml.WriteStartElement("outline");
                Name(xml, folder);
            }

            open = blog.Folders;
            Outline(xml, blog);
        }

        for (var i = 0; i < open.Count; i++)
        {
            xml.WriteEndElement();
        }
    }

    private static void Outline(XmlWriter xml, OpmlBlog blog)
    {
        xml.WriteStartElement("outline");
        xml.WriteAttributeString("type", "rss");
        Name(xml, blog.Title);
        xml.WriteAttributeString("xmlUrl", blog.Feed!.AbsoluteUri);
        xml.Attribute("htmlUrl", blog.Page?.AbsoluteUri);
        xml.WriteEndElement();
    }

    private static void Name(XmlWriter xml, string name)
    {
        var title = FeedXml.Named(name);
        xml.Attribute("text", title);
        xml.Attribute("title", title);
    }
}
