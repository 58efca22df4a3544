using System.Text.Json;
using static CpdCourse.WebTests.Feeds.FeedRules;

namespace CpdCourse.WebTests.Feeds;

/// <summary>JSON Feed 1.1.</summary>
internal static class JsonFeedRules
{
    private static readonly string[] OfFeeds =
    [
        "version",
        "title",
        "description",
        "home_page_url",
        "feed_url",
        "language",
        "authors",
        "hubs",
        "items",
    ];

    private static readonly string[] OfItems =
    [
        "id",
        "url",
        "external_url",
        "title",
        "content_html",
        "content_text",
        "summary",
        "date_published",
        "date_modified",
        "authors",
        "tags",
    ];

    public static IReadOnlyList<string> Broken(JsonElement feed) =>
        [
            .. Text(feed, "version") == "https://jsonfeed.org/version/1.1"
                ? (string[])[]
                : ["another version"],
            .. Filled(feed, "title"),
            .. Whole(Text(feed, "home_page_url")),
            .. Whole(Text(feed, "feed_url")),
            .. Language(Text(feed, "language")),
            .. Authors(feed),
            .. Strange(feed, OfFeeds),
            .. feed.GetProperty("items").EnumerateArray().SelectMany(Item),
            .. Once(feed.GetProperty("items").EnumerateArray().Select(i => Text(i, "id"))),
        ];

    private static IEnumerable<string> Item(JsonElement item) =>
        [
            .. TagUri(Text(item, "id")),
            .. Whole(Text(item, "url")),
            .. item.TryGetProperty("external_url", out var source) ? Whole(source.GetString()) : [],
            .. Filled(item, "title"),
            .. item.TryGetProperty("content_html", out var html) ? Html(html.GetString()!)
            : item.TryGetProperty("content_text", out _) ? (string[])[]
            : ["an item without content"],
            .. Moment(Text(item, "date_published")),
            .. Moment(Text(item, "date_modified")),
            .. Authors(item),
            .. item.TryGetProperty("tags", out var tags)
            && tags.EnumerateArray().Any(t => string.IsNullOrEmpty(t.GetString()))
                ? (string[])["an empty tag"]
                : [],
            .. Strange(item, OfItems),
        ];

    // 1.1: an array, each with at least one of name, url and avatar; "author" is of 1.0.
    private static IEnumerable<string> Authors(JsonElement parent) =>
        parent.TryGetProperty("authors", out var authors)
            ? authors
                .EnumerateArray()
                .SelectMany(a =>
                    Filled(a, "name")
                        .Concat(a.TryGetProperty("url", out var url) ? Whole(url.GetString()) : [])
                )
            : [];

    private static IEnumerable<string> Filled(JsonElement parent, string name) =>
        string.IsNullOrWhiteSpace(Text(parent, name)) ? [$"no {name}"] : [];

    private static IEnumerable<string> Strange(JsonElement parent, string[] known) =>
        from property in parent.EnumerateObject()
        where !known.Contains(property.Name, StringComparer.Ordinal)
        select $"{property.Name} is not of JSON Feed 1.1";

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
