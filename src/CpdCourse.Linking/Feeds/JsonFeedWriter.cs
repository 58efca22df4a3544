using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace CpdCourse.Linking.Feeds;

/// <summary>Writes a feed as JSON Feed 1.1.</summary>
public static class JsonFeedWriter
{
    public const string ContentType = "application/feed+json; charset=utf-8";

    private const string Version = "https://jsonfeed.org/version/1.1";

    // Ünïcode stays readable and small; what could end a script that quotes it is escaped.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>The document in UTF-8 without byte order mark.</summary>
    public static byte[] Write(Feed feed)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, Options))
        {
            Document(json, feed);
        }

        return memory.ToArray();
    }

    private static void Document(Utf8JsonWriter json, Feed feed)
    {
        json.WriteStartObject();
        json.WriteString("version", Version);
        Text(json, "title", FeedXml.Named(feed.Title));
        Text(json, "description", feed.Description);
        json.WriteString("home_page_url", feed.Page.AbsoluteUri);
        json.WriteString("feed_url", feed.Self.AbsoluteUri);
        Text(json, "language", feed.Language);
        Authors(json, feed.Author);
        Hubs(json, feed.Hub);
        json.WriteStartArray("items");
        foreach (var entry in feed.Entries)
        {
            Item(json, entry);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Item(Utf8JsonWriter json, FeedEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Id);
        json.WriteString("url", entry.Permalink.AbsoluteUri);
        if (entry.Source is { } source)
        {
            json.WriteString("external_url", source.Page.AbsoluteUri);
        }

        Text(json, "title", FeedXml.Named(entry.Title));
        Content(json, entry);
        Text(json, "summary", entry.Summary);
        json.WriteString("date_published", FeedXml.Rfc3339(entry.Published));
        json.WriteString("date_modified", FeedXml.Rfc3339(entry.Updated ?? entry.Published));
        Authors(json, entry.Author);
        Tags(json, entry.Categories);
        json.WriteEndObject();
    }

    // One of the two must be there, be it empty.
    private static void Content(Utf8JsonWriter json, FeedEntry entry)
    {
        if (string.IsNullOrEmpty(entry.ContentHtml))
        {
            json.WriteString("content_text", MarkupText.Valid(entry.Summary ?? ""));
        }
        else
        {
            var html = AbsoluteHtml.Write(entry.ContentHtml, entry.Permalink);
            json.WriteString("content_html", MarkupText.Valid(html));
        }
    }

    private static void Authors(Utf8JsonWriter json, FeedAuthor? author)
    {
        if (author is null)
        {
            return;
        }

        json.WriteStartArray("authors");
        json.WriteStartObject();
        Text(json, "name", FeedXml.Named(author.Name));
        Text(json, "url", author.Page?.AbsoluteUri);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Hubs(Utf8JsonWriter json, Uri? hub)
    {
        if (hub is null)
        {
            return;
        }

        json.WriteStartArray("hubs");
        json.WriteStartObject();
        json.WriteString("type", "WebSub");
        json.WriteString("url", hub.AbsoluteUri);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Tags(Utf8JsonWriter json, IReadOnlyList<string> tags)
    {
        if (tags.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tags");
        foreach (var tag in tags.Select(MarkupText.Valid).Where(tag => tag.Length > 0))
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, MarkupText.Valid(text));
        }
    }
}
