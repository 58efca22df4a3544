using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>
/// Finds the feeds that a web page names: link elements and Link headers with rel "alternate" and the type of a feed (HTML standard, 4.6.7.1; RSS Autodiscovery),
/// rel "feed" (microformats: an h-feed may be meant), and where there is none of these, links for readers that look like feeds.
/// </summary>
public static class FeedDiscovery
{
    /// <summary>A page with more of them is a list of blogs, not a blog.</summary>
    public const int MaxFeeds = 20;

    private static readonly string[] Types =
    [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/rss",
        "application/x-rss+xml",
        "application/x-atom+xml",
        "application/x.atom+xml",
        "text/rss",
        "text/rss+xml",
    ];

    // Other things are sent as these: WordPress names its interface for programs on each page.
    private static readonly string[] VagueTypes =
    [
        "application/json",
        "application/xml",
        "text/xml",
        "",
    ];

    /// <summary>Finds the feeds of a page that was fetched.</summary>
    public static PageFeeds Find(Fetched page) =>
        Find(
            page.Body,
            page.ContentType,
            page.FinalUrl,
            LinkHeader.Read(page.Headers.All("Link"), page.FinalUrl)
        );

    /// <summary>Finds the feeds of a page.</summary>
    /// <param name="body">The page's bytes.</param>
    /// <param name="contentType">The Content-Type it came with.</param>
    /// <param name="page">The address after all redirects.</param>
    /// <param name="headers">The links of the answer's headers.</param>
    public static PageFeeds Find(
        ReadOnlyMemory<byte> body,
        string? contentType,
        Uri page,
        IReadOnlyList<WebLink>? headers = null
    )
    {
        var relations = PageRelations.In(PageBytes.Decode(body.Span, contentType), page);
        var named = relations.Named.Concat(headers ?? []).Where(IsNamed).ToList();
        var links = named.Count > 0 ? named : relations.Plain.Where(l => IsLikely(l, page));
        return new PageFeeds(
            FeedJudgement.Judge(page, [.. links.DistinctBy(l => l.Address).Take(MaxFeeds)]),
            relations.Generator
        );
    }

    private static bool IsNamed(WebLink link)
    {
        if (link.Is("feed"))
        {
            return true;
        }

        var type = Charsets.MediaType(link.Type);
        return link.Is("alternate")
            && !link.Is("stylesheet")
            && (
                Types.Contains(type, StringComparer.Ordinal)
                || (
                    VagueTypes.Contains(type, StringComparer.Ordinal)
                    && FeedJudgement.LooksLikeFeed(link.Address)
                )
            );
    }

    // A link to somebody else's feed is a recommendation.
    private static bool IsLikely(WebLink link, Uri page) =>
        FeedJudgement.LooksLikeFeed(link.Address)
        && (
            FeedJudgement.IsFeedHost(link.Address.Host)
            || Bare(link.Address.Host) == Bare(page.Host)
        );

    private static string Bare(string host) =>
        host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
}
