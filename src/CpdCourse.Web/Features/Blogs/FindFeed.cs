using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Linking.Fetching;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>What a search for a feed came to.</summary>
internal abstract record FeedSearch
{
    /// <summary>A feed that can be read.</summary>
    /// <param name="Address">Its address, after redirects.</param>
    /// <param name="Feed">What stands in it.</param>
    /// <param name="Visit">For the next conditional request.</param>
    internal sealed record Found(Uri Address, ReadFeed Feed, FeedVisit Visit) : FeedSearch
    {
        /// <summary>The blog's first page.</summary>
        public required Uri Home { get; init; }

        /// <summary>The same as it was fetched; null when it could not be.</summary>
        public Fetched? HomePage { get; init; }

        /// <summary>Other feeds that the blog offers.</summary>
        public IReadOnlyList<FeedLink> Others { get; init; } = [];

        public string Title => Feed.Title.Length > 0 ? Feed.Title : Home.IdnHost;
    }

    /// <summary>There is none, and why.</summary>
    internal sealed record Failed(string Sentence) : FeedSearch;

    /// <summary>It was not its turn.</summary>
    /// <param name="Rest">How long to stay away.</param>
    /// <param name="At">Where to go on: what the page named was found, and not asked yet.</param>
    internal sealed record Later(TimeSpan Rest, Uri? At = null) : FeedSearch;
}

/// <summary>Finds the feed of a blog from any address of it: the feed itself, the first page, a post. A page names its feeds; where it does not, the usual places are tried, and at last whether the page marks its posts.</summary>
internal sealed class FindFeed(SafeFetcher fetcher)
{
    // Each is a request to somebody's server.
    private const int MostAsked = WellKnownFeeds.Most;

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(20);

    public async Task<FeedSearch> Of(Uri address, CancellationToken stop)
    {
        var answer = await fetcher.Get(address, new FeedVisit().Wish, stop);
        if (
            answer is FetchRefusal { Problem: FetchProblem.Unreachable }
            && address.Scheme == Uri.UriSchemeHttps
        )
        {
            // Nobody types the scheme; some old blogs know the plain one only.
            var plain = new UriBuilder(address) { Scheme = Uri.UriSchemeHttp, Port = -1 }.Uri;
            answer = await Ask(plain, stop);
            if (answer is RateLimited)
            {
                return new FeedSearch.Later(Busy, plain);
            }
        }

        return answer switch
        {
            RateLimited limited => new FeedSearch.Later(limited.RetryAfter),
            FetchRefusal { Problem: FetchProblem.Busy } => new FeedSearch.Later(Busy),
            _ when BlogTrouble.Of(answer) is { } trouble => new FeedSearch.Failed(trouble),
            _ => await In((Fetched)answer, stop),
        };
    }

    private async Task<FeedSearch> In(Fetched answer, CancellationToken stop)
    {
        switch (FeedReader.Read(answer))
        {
            case ReadFeed feed:
                return await Whole(answer, feed, null, [], stop);
            case NotAFeed { Reason: not NotAFeedReason.WebPage } other:
                return new FeedSearch.Failed(
                    $"{other.Sentence} Enter the address of your blog’s first page."
                );
        }

        var named = FeedDiscovery.Find(answer);
        var links = named.Links.Where(l => l.Contents is not FeedContents.Comments).ToList();
        var likely = links.OrderBy(l => l.Contents is FeedContents.Posts ? 0 : 1).ToList();
        var pages = new List<Fetched>();
        foreach (
            var address in likely
                .Select(l => l.Address)
                .Concat(Usual(answer, named, likely))
                .Take(MostAsked)
        )
        {
            var there = await Ask(address, stop);
            if (
                there is RateLimited or FetchRefusal { Problem: FetchProblem.Busy }
                && likely.Count > 0
            )
            {
                // Many blogs live on one host: whoever began anew each time would never come to an end.
                return new FeedSearch.Later(Busy, address);
            }

            if (there is not Fetched { IsSuccess: true } found)
            {
                continue;
            }

            var others = links.FindAll(l => l.Address != address);
            if (FeedReader.Read(found) is ReadFeed feed)
            {
                return await Whole(found, feed, answer, others, stop);
            }

            // At a usual place, a page is the one that says "not found".
            pages.AddRange(others.Count < links.Count ? [found] : []);
        }

        return await Marked([.. pages, answer], answer, stop);
    }

    private async Task<FeedSearch> Marked(
        IReadOnlyList<Fetched> pages,
        Fetched home,
        CancellationToken stop
    )
    {
        foreach (var page in pages)
        {
            if (FeedReader.ReadWithPages(page) is ReadFeed { Entries.Count: > 0 } feed)
            {
                return await Whole(page, feed, home, [], stop);
            }
        }

        return new FeedSearch.Failed(BlogTrouble.NoFeed);
    }

    // Where a page names feeds, it is asked for those and for nothing else.
    private static IReadOnlyList<Uri> Usual(Fetched page, PageFeeds named, List<FeedLink> likely) =>
        likely.Count > 0 ? [] : WellKnownFeeds.For(page.FinalUrl, named.Generator);

    private async Task<FeedSearch> Whole(
        Fetched answer,
        ReadFeed feed,
        Fetched? page,
        IReadOnlyList<FeedLink> others,
        CancellationToken stop
    )
    {
        var home =
            feed.HomePage is { } said && IsSameSite(said, answer.FinalUrl, page?.FinalUrl)
                ? said
                : page?.FinalUrl ?? new Uri(answer.FinalUrl, "/");
        var isThere = page is not null && page.FinalUrl == home;
        return new FeedSearch.Found(
            answer.MovedTo ?? answer.FinalUrl,
            feed,
            new FeedVisit().After(answer)
        )
        {
            Home = home,
            HomePage = isThere ? page : await Ask(home, stop) as Fetched,
            Others = others,
        };
    }

    // What a feed says of its home counts only where it speaks of its own site: anybody may write anything into a feed.
    private static bool IsSameSite(Uri home, Uri feed, Uri? page) =>
        Domain.Blogs.Blog.HostOf(home) == Domain.Blogs.Blog.HostOf(page ?? feed);

    private Task<FetchResult> Ask(Uri address, CancellationToken stop) =>
        fetcher.Get(address, new FeedVisit().Wish, stop, isFollowUp: true);
}
