using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>
/// Reads a stranger's feed: RSS 0.90 to 2.0, Atom 0.3 and 1.0 (RFC 4287), JSON Feed 1.0 and 1.1. What is broken is read as far as it goes, by one lenient
/// path for good and bad XML alike: tags and text one after another, without a tree, a DTD or entities of its own, so that no document makes it grow or wait.
/// </summary>
public static class FeedReader
{
    /// <summary>Bytes that are looked at; what lies beyond was never there (trust F1 and F6).</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>Entries that are read, from the top, where the newest stand (trust F6). A blog shows 10 to 50; only whole archives have more.</summary>
    public const int MaxEntries = 500;

    /// <summary>Characters of one entry's HTML (trust F6); the rest is cut off after a whole tag or word.</summary>
    public const int MaxContent = 100_000;

    /// <summary>Characters of a title, as of our own posts (trust C3).</summary>
    public const int MaxTitle = 200;

    /// <summary>Characters of a summary, as of a trackback's excerpt (trust C3).</summary>
    public const int MaxSummary = 500;

    /// <summary>Characters of a name (protocols 9.5).</summary>
    public const int MaxName = 100;

    /// <summary>Tags of one entry, as of our own posts (trust C3).</summary>
    public const int MaxTags = 20;

    /// <summary>Characters of a tag (trust C3).</summary>
    public const int MaxTag = 50;

    /// <summary>Elements within elements whose names matter (trust F6); real feeds have four levels. What nests within a text is text, however deep.</summary>
    public const int MaxDepth = 64;

    // More hubs are no better than one.
    private const int MaxHubs = 5;

    /// <summary>Reads the answer of a feed's address.</summary>
    public static FeedReading Read(Fetched answer) =>
        Read(
            answer.Body,
            answer.ContentType,
            answer.FinalUrl,
            LinkHeader.Read(answer.Headers.All("Link"), answer.FinalUrl)
        );

    /// <summary>Reads the answer of an address where a feed is, or a page that is one (<see cref="HFeed"/>).</summary>
    public static FeedReading ReadWithPages(Fetched answer) =>
        Read(answer) switch
        {
            NotAFeed { Reason: NotAFeedReason.WebPage } page => HFeed.Read(answer) is { } feed
                ? Finish(
                    feed,
                    LinkHeader.Read(answer.Headers.All("Link"), answer.FinalUrl),
                    isCut: false
                )
                : page,
            var reading => reading,
        };

    /// <summary>Reads a document. What it is, is seen in it: half of all feeds are sent as something else.</summary>
    /// <param name="body">The document's bytes.</param>
    /// <param name="contentType">The Content-Type it came with.</param>
    /// <param name="address">The address after all redirects, which relative addresses are resolved against.</param>
    /// <param name="links">The links of the answer's headers.</param>
    public static FeedReading Read(
        ReadOnlyMemory<byte> body,
        string? contentType,
        Uri address,
        IReadOnlyList<WebLink>? links = null
    )
    {
        var isCut = body.Length > MaxBytes;
        var text = FeedBytes.Decode(body.Span[..Math.Min(body.Length, MaxBytes)], contentType);
        if (string.IsNullOrWhiteSpace(text))
        {
            return NotAFeed.Because(NotAFeedReason.Empty);
        }

        return text.AsSpan().TrimStart() is ['{', ..]
            ? Finish(JsonFeed.Read(text, address), links, isCut)
            : Finish(ReadXml(text, contentType, address), links, isCut);
    }

    private static FeedReading ReadXml(string text, string? contentType, Uri address)
    {
        var outline = FeedOutline.Read(text, address);
        if (outline.Root is not null && outline.IsFeed)
        {
            return XmlFeed.Read(outline, address);
        }

        var isPage =
            outline.IsPage
            || (outline.Root is null && Charsets.MediaType(contentType) == "text/html");
        return NotAFeed.Because(isPage ? NotAFeedReason.WebPage : NotAFeedReason.SomethingElse);
    }

    // Headers speak for the server, which may know more than the program that wrote the feed (WebSub, 4).
    private static FeedReading Finish(
        FeedReading reading,
        IReadOnlyList<WebLink>? links,
        bool isCut
    ) =>
        reading is ReadFeed feed
            ? feed with
            {
                IsWhole = feed.IsWhole && !isCut,
                Self = Linked(links, "self").FirstOrDefault() ?? feed.Self,
                Hubs = [.. Linked(links, "hub").Concat(feed.Hubs).Distinct().Take(MaxHubs)],
            }
            : reading;

    private static IEnumerable<Uri> Linked(IReadOnlyList<WebLink>? links, string relation) =>
        (links ?? []).Where(link => link.Is(relation)).Select(link => link.Address);
}
