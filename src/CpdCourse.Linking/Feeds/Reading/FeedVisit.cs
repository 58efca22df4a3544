using CpdCourse.Linking.Fetching;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>What the last visit to a feed left behind, so that the next one costs nothing when nothing is new: its ETag and Last-Modified, letter by letter (RFC 9110, 13.1).</summary>
public sealed record FeedVisit(string? ETag = null, string? LastModified = null)
{
    /// <summary>A validator longer than this is dropped: then the feed is simply read again.</summary>
    public const int MaxLength = 500;

    // Half of all feeds are sent as something else; whether it is one, FeedReader sees.
    private static readonly FetchWish Feed = new(
        [
            "application/atom+xml",
            "application/rss+xml",
            "application/feed+json",
            "application/rdf+xml",
            "application/json",
            "application/xml",
            "text/xml",
            "application/xhtml+xml",
            "text/html",
            "text/plain",
            "application/rss",
            "application/x-rss+xml",
            "application/x-atom+xml",
            "text/rss",
            "text/rss+xml",
            "text/json",
        ],
        FeedReader.MaxBytes
    );

    /// <summary>What to ask <see cref="SafeFetcher.Get"/> for: any document that may be a feed or a page with one, unless it is the one of the last visit.</summary>
    public FetchWish Wish => Feed with { IfNoneMatch = ETag, IfModifiedSince = LastModified };

    /// <summary>What to keep after an answer: what came with a document; after "not modified" what we had, and what is new about it (RFC 9110, 15.4.5).</summary>
    public FeedVisit After(Fetched answer) =>
        new(
            Short(answer.Headers.First("ETag")) ?? (answer.IsNotModified ? ETag : null),
            Short(answer.Headers.First("Last-Modified"))
                ?? (answer.IsNotModified ? LastModified : null)
        );

    private static string? Short(string? value) =>
        value is { Length: > 0 and <= MaxLength } ? value : null;
}
