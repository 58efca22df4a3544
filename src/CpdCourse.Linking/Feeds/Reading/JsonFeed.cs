using System.Text;
using System.Text.Json;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>Reads JSON Feed 1.0 and 1.1, member by member, so that a document that breaks off gives what came before.</summary>
internal sealed class JsonFeed
{
    private static readonly JsonReaderOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = FeedReader.MaxDepth,
    };

    private readonly Dictionary<string, JsonElement> said = new(StringComparer.Ordinal);
    private readonly List<JsonElement> items = [];
    private bool isWhole;

    /// <summary>Reads a document that begins like JSON.</summary>
    public static FeedReading Read(string text, Uri address)
    {
        var feed = new JsonFeed();
        try
        {
            feed.Members(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // What came before counts. (Half a character in a name is an InvalidOperationException.)
        }

        return
            Text(feed.Top("version")) is { } version
            && version.Contains("jsonfeed.org/version/", StringComparison.OrdinalIgnoreCase)
            ? feed.Feed(address)
            : NotAFeed.Because(NotAFeedReason.SomethingElse);
    }

    private void Members(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes, Lenient);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (name == "items" && json.TokenType == JsonTokenType.StartArray)
            {
                if (!Items(ref json))
                {
                    return;
                }
            }
            else if (IsOurs(name))
            {
                said.TryAdd(name, JsonElement.ParseValue(ref json));
            }
            else
            {
                json.Skip();
            }
        }

        isWhole = true;
    }

    // False when there are more than we take.
    private bool Items(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count == FeedReader.MaxEntries)
            {
                return false;
            }

            var item = JsonElement.ParseValue(ref json);
            if (item.ValueKind == JsonValueKind.Object)
            {
                items.Add(item);
            }
        }

        return true;
    }

    private ReadFeed Feed(Uri address)
    {
        var home = WebAddress.Resolve(address, Text(Top("home_page_url")));
        var author = Author(Top("authors"), Top("author"));
        return new ReadFeed
        {
            Title = Line(Top("title"), FeedReader.MaxTitle),
            HomePage = home,
            Self = WebAddress.Resolve(address, Text(Top("feed_url"))),
            Hubs =
            [
                .. All(Top("hubs"))
                    .Where(hub => Text(Member(hub, "type")) is "WebSub" or "websub")
                    .Select(hub => WebAddress.Resolve(address, Text(Member(hub, "url"))))
                    .OfType<Uri>(),
            ],
            Language = FeedWords.Language(Text(Top("language"))),
            Entries = [.. items.Select(item => Entry(item, home ?? address, author))],
            IsWhole = isWhole,
        };
    }

    private static ReadEntry Entry(JsonElement item, Uri start, string? author)
    {
        var id = FeedWords.Id(Text(Member(item, "id")));
        var link = WebAddress.Resolve(start, Text(Member(item, "url"))) ?? WebAddress.Read(id);
        var full = Html(item, link ?? start);
        var brief = Line(Member(item, "summary"), FeedReader.MaxSummary);
        return new ReadEntry
        {
            Id = id,
            Link = link,
            Title = Line(Member(item, "title"), FeedReader.MaxTitle),
            Published = FoundDate.Read(Text(Member(item, "date_published"))),
            Updated = FoundDate.Read(Text(Member(item, "date_modified"))),
            Author = Author(Member(item, "authors"), Member(item, "author")) ?? author,
            Tags = FeedWords.Tags(
                All(Member(item, "tags")).Select(tag => PlainText.Clean(Text(tag)))
            ),
            ContentHtml = full.Html ?? (brief.Length > 0 ? FeedHtml.FromText(brief) : null),
            IsWhole = full is { Html: not null, IsCut: false },
            Summary = full.Html is null || brief.Length == 0 ? null : brief,
        };
    }

    private static FeedContent Html(JsonElement item, Uri page) =>
        FeedHtml.Absolute(
            Text(Member(item, "content_html"))
                ?? (
                    Text(Member(item, "content_text")) is { } plain
                        ? FeedHtml.FromText(plain)
                        : null
                ),
            page
        );

    // Version 1.1 has several, 1.0 has one.
    private static string? Author(JsonElement? several, JsonElement? one) =>
        All(several)
            .Append(one ?? default)
            .Select(author => FeedWords.Name(Line(Member(author, "name"), FeedReader.MaxName)))
            .FirstOrDefault(name => name is not null);

    private static string Line(JsonElement? element, int length) =>
        PlainText.Cut(PlainText.Clean(Text(element)), length);

    private JsonElement? Top(string name) => said.TryGetValue(name, out var member) ? member : null;

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member)
            ? member
            : null;

    private static JsonElement.ArrayEnumerator All(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    // Ids are texts, but numbers are sent (JSON Feed 1.1, "id").
    private static string? Text(JsonElement? element)
    {
        try
        {
            return element switch
            {
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a character, which is no text.
            return null;
        }
    }

    // A program may write many members of its own; we keep none of them.
    private static bool IsOurs(string name) =>
        name
            is "version"
                or "title"
                or "home_page_url"
                or "feed_url"
                or "language"
                or "authors"
                or "author"
                or "hubs";
}
