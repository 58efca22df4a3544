namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>What came of reading an address as a feed: <see cref="ReadFeed"/> or <see cref="NotAFeed"/>.</summary>
public abstract record FeedReading
{
    private protected FeedReading() { }
}

/// <summary>A stranger's feed, as far as it could be read. Nothing in it is trusted: names and titles are plain text on one line, HTML still has to be sanitised.</summary>
/// <remarks>An h-feed, which is written into a page, becomes one of these too (<see cref="HFeed"/>).</remarks>
public sealed record ReadFeed : FeedReading
{
    /// <summary>Plain text, cut to <see cref="FeedReader.MaxTitle"/>; empty when it has none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The page whose posts these are (RFC 4287, 4.2.7.2 "alternate"; RSS link; JSON Feed home_page_url).</summary>
    public Uri? HomePage { get; init; }

    /// <summary>Where the feed says that it lives (RFC 4287, 4.2.7.2 "self"; JSON Feed feed_url): for WebSub the topic.</summary>
    public Uri? Self { get; init; }

    /// <summary>The language of the posts as a tag such as en-GB (BCP 47); null when it says none.</summary>
    public string? Language { get; init; }

    /// <summary>Hubs that tell of new posts, those of Link headers first (WebSub, 4).</summary>
    public IReadOnlyList<Uri> Hubs { get; init; } = [];

    /// <summary>How long it wants to be left alone between two visits (RSS 2.0 ttl; Syndication module); null when it does not say.</summary>
    public TimeSpan? Rest { get; init; }

    /// <summary>The entries in the order of the feed, at most <see cref="FeedReader.MaxEntries"/>.</summary>
    public IReadOnlyList<ReadEntry> Entries { get; init; } = [];

    /// <summary>Whether the feed was read to its end: false when it broke off in the middle or holds more entries than we read.</summary>
    public bool IsWhole { get; init; } = true;
}

/// <summary>One post or comment of a stranger's feed.</summary>
public sealed record ReadEntry
{
    /// <summary>What the feed calls it for ever, letter by letter (RSS guid; RFC 4287, 4.2.6; JSON Feed id; rdf:about); null when it has none.</summary>
    public string? Id { get; init; }

    /// <summary>The page of the post itself: not the one of a service that counts readers (feedburner:origLink goes first).</summary>
    public Uri? Link { get; init; }

    /// <summary>Plain text, cut to <see cref="FeedReader.MaxTitle"/>; empty when it has none.</summary>
    public string Title { get; init; } = "";

    /// <summary>When it was published, in UTC; null when the feed does not say or nobody can read it.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>When it was changed last, in UTC; null when the feed does not say.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>The author's name; the feed's where the entry names none (RFC 4287, 4.2.1). Never an e-mail address.</summary>
    public string? Author { get; init; }

    /// <summary>Categories or tags as they are written, each once, at most <see cref="FeedReader.MaxTags"/>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The fullest text the feed gives, as a stranger's HTML with absolute addresses, cut to <see cref="FeedReader.MaxContent"/>; null when it gives none.</summary>
    public string? ContentHtml { get; init; }

    /// <summary>Whether <see cref="ContentHtml"/> is all of the post: not a summary, as far as can be told, and not cut.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The whole text; null when the feed does not give it, or gives more than is read.</summary>
    public string? WholeHtml => IsWhole ? ContentHtml : null;

    /// <summary>A shorter text given beside it, as plain text cut to <see cref="FeedReader.MaxSummary"/>; null when there is none.</summary>
    public string? Summary { get; init; }

    /// <summary>What it answers (RFC 4685, 3).</summary>
    public IReadOnlyList<ReadReply> InReplyTo { get; init; } = [];
}

/// <summary>What an entry answers: the id of that entry and its page, as far as they are given (RFC 4685, 3 "ref" and "href").</summary>
public sealed record ReadReply(string? Id, Uri? Page);

/// <summary>There is no feed, with one sentence for people.</summary>
public sealed record NotAFeed(NotAFeedReason Reason, string Sentence) : FeedReading
{
    internal static NotAFeed Because(NotAFeedReason reason) =>
        new(
            reason,
            reason switch
            {
                NotAFeedReason.Empty => "There is nothing at that address but an empty page.",
                NotAFeedReason.WebPage => "That address leads to a web page, not to a feed.",
                _ => "What is at that address is neither a feed nor a web page.",
            }
        );
}

/// <summary>Why something is no feed.</summary>
public enum NotAFeedReason
{
    /// <summary>Nothing, or nothing but white space.</summary>
    Empty,

    /// <summary>HTML: it may name its feeds, or hold an h-feed.</summary>
    WebPage,

    /// <summary>Something else: a picture, a list of blogs, a program's error message.</summary>
    SomethingElse,
}
