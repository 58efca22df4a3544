using CpdCourse.Domain.Conversation;
using CpdCourse.Linking;
using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Pages;
using CpdCourse.Linking.Pingback;
using CpdCourse.Linking.Trackback;
using CpdCourse.Linking.Webmention;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Where a page wants to be told, and in which protocol.</summary>
internal sealed record Endpoint(Protocol By, Uri Address);

/// <summary>What came of telling another site.</summary>
internal abstract record Telling
{
    /// <summary>Settled, whichever way.</summary>
    /// <param name="State">How.</param>
    /// <param name="Answer">What the other site said.</param>
    /// <param name="By">How it was told; null when it was not.</param>
    internal sealed record Done(Delivery State, string Answer, Protocol? By = null) : Telling
    {
        /// <summary>Where it tells what became of a webmention.</summary>
        public Uri? Status { get; init; }
    }

    /// <summary>Nothing is known yet: worth another try.</summary>
    /// <param name="Sentence">What the trouble is.</param>
    /// <param name="By">How it should have been told, if that is known by now.</param>
    /// <param name="Asked">How long the other site wants to be left alone.</param>
    internal sealed record Trouble(string Sentence, Protocol? By = null, TimeSpan? Asked = null)
        : Telling;

    /// <summary>It was not this site's turn.</summary>
    /// <param name="Rest">How long to stay away.</param>
    /// <param name="Endpoint">Where it wants to be told, if that is known by now.</param>
    internal sealed record Postponed(TimeSpan Rest, Endpoint? Endpoint = null) : Telling;
}

/// <summary>
/// Finds out where a page wants to be told, and tells it: one GET and one POST at most, within the limits for strangers' servers. No worker waits for the
/// second between the two: what was found out goes back into the queue.
/// </summary>
internal sealed class SendPing(
    SafeFetcher fetcher,
    KnownEndpoints known,
    LinkingSettings linking,
    TimeProvider clock
)
{
    private static readonly TimeSpan Busy = TimeSpan.FromMinutes(1);

    /// <summary>False when this site tells nobody in this way, or in any when none is chosen yet: what was queued before that stays here as well.</summary>
    public bool Sends(Protocol? by) =>
        by switch
        {
            Protocol.Webmention => linking.Webmention.Send,
            Protocol.Pingback => linking.Pingback.Send,
            Protocol.Trackback => linking.Trackback.Send,
            _ => linking.IsSending,
        };

    /// <param name="target">The page.</param>
    /// <param name="endpoint">Where it wants to be told; null when that is to be found out.</param>
    /// <param name="saying">What it is told.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Telling> Tell(
        Uri target,
        Endpoint? endpoint,
        Saying saying,
        CancellationToken stop
    )
    {
        // Where a page wants to hear of changes is found out anew (protocols 1.1, Update).
        endpoint ??= saying.IsChange ? null : known.Of(target);
        var telling = endpoint is null
            ? await Ask(target, saying, stop)
            : await Post(endpoint, saying, stop);
        if (telling is Telling.Trouble or Telling.Done { State: not Delivery.Accepted })
        {
            known.Forget(target);
        }

        return telling;
    }

    private async Task<Telling> Ask(Uri target, Saying saying, CancellationToken stop)
    {
        var answer = await fetcher.Get(target, FetchWish.Discovery, stop);
        switch (answer)
        {
            case Fetched { IsSuccess: true } page:
                if (Choose(page, target, saying.IsChange) is not { } found)
                {
                    return new Telling.Done(Delivery.NoEndpoint, "");
                }

                known.Keep(target, found, page);
                return await Post(found, saying, stop);
            case Fetched page when IsPassing(page.Status):
                return Trouble(page, null);
            case Fetched page:
                return new Telling.Done(Delivery.Unreachable, Dialect.Number(page));
            default:
                return Of(answer, null);
        }
    }

    // One of them, never two: whoever takes webmentions need not be told by pingback as well.
    private Endpoint? Choose(Fetched page, Uri target, bool isChange)
    {
        if (linking.Webmention.Send && WebmentionDiscovery.Find(page) is { } webmention)
        {
            return new Endpoint(Protocol.Webmention, webmention);
        }

        if (isChange)
        {
            return null;
        }

        if (linking.Pingback.Send && PingbackDiscovery.Find(page) is { } pingback)
        {
            return new Endpoint(Protocol.Pingback, pingback);
        }

        return linking.Trackback.Send && Trackback(page, target) is { } trackback
            ? new Endpoint(Protocol.Trackback, trackback)
            : null;
    }

    private static Uri? Trackback(Fetched page, Uri target)
    {
        var html = PageBytes.Decode(page.Body, page.ContentType);
        return TrackbackDiscovery.Find(html, page.FinalUrl)
            ?? TrackbackDiscovery.Find(html, target);
    }

    private async Task<Telling> Post(
        Endpoint endpoint,
        Saying saying,
        CancellationToken stop,
        bool hasMoved = false
    )
    {
        var message = Dialect.Write(endpoint.By, saying);
        return await fetcher.Post(endpoint.Address, message, stop, isFollowUp: hasMoved) switch
        {
            Fetched { Status: 301 or 302 or 307 or 308 } moved
                when !hasMoved && Moved(endpoint.Address, moved) is { } other => await Post(
                endpoint with
                {
                    Address = other,
                },
                saying,
                stop,
                hasMoved: true
            ),
            Fetched answer when IsPassing(answer.Status) => Trouble(answer, endpoint.By),
            Fetched answer => Dialect.Read(endpoint.By, answer),
            var none => Of(none, endpoint),
        };
    }

    // Most sites have moved from http to https since their addresses were written down.
    private static Uri? Moved(Uri endpoint, Fetched answer) =>
        WebAddress.Resolve(endpoint, answer.Headers.First("Location")) is { } other
        && IsSameHost(endpoint, other)
            ? other
            : null;

    private static bool IsPassing(int status) =>
        status
            is >= StatusCodes.Status500InternalServerError
                or StatusCodes.Status429TooManyRequests
                or StatusCodes.Status408RequestTimeout;

    private Telling.Trouble Trouble(Fetched answer, Protocol? by) =>
        new(Dialect.Number(answer), by, answer.RetryAfter(clock.GetUtcNow()));

    // An address that we may not ask is treated like one that does not answer: the difference is nobody's business.
    private static Telling Of(FetchResult none, Endpoint? endpoint) =>
        none switch
        {
            RateLimited limited => new Telling.Postponed(limited.RetryAfter, endpoint),
            FetchRefusal { Problem: FetchProblem.Busy } => new Telling.Postponed(Busy),
            FetchRefusal
            {
                Problem: FetchProblem.WrongType
                    or FetchProblem.TooLarge
                    or FetchProblem.TooManyRedirects
            } refusal => new Telling.Done(Delivery.NoEndpoint, refusal.Sentence),
            FetchRefusal refusal => new Telling.Trouble(refusal.Sentence, endpoint?.By),
            _ => throw new InvalidOperationException("A fetch ends in an answer or a refusal."),
        };

    private static bool IsSameHost(Uri one, Uri other) =>
        string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
}
