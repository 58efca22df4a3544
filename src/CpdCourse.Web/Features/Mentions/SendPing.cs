using CpdCourse.Domain.Conversation;
using CpdCourse.Linking;
using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Pages;
using CpdCourse.Linking.Trackback;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>What came of telling another site.</summary>
internal abstract record Telling
{
    /// <summary>Settled, whichever way.</summary>
    internal sealed record Done(Delivery State, string Answer) : Telling;

    /// <summary>Nothing is known yet: worth another try.</summary>
    internal sealed record Trouble(string Sentence) : Telling;

    /// <summary>It was not this site's turn.</summary>
    /// <param name="Rest">How long to stay away.</param>
    /// <param name="Endpoint">Where it wants to be told, if that is known by now.</param>
    internal sealed record Postponed(TimeSpan Rest, Uri? Endpoint = null) : Telling;
}

/// <summary>
/// Finds out where a page wants to be told, and tells it: one GET and one POST at most, within the limits for strangers' servers. No worker waits for the
/// second between the two: what was found out goes back into the queue.
/// </summary>
internal sealed class SendPing(SafeFetcher fetcher, FetchRates rates, LinkingSettings linking)
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    /// <summary>False when this site tells nobody: what was queued before that stays here as well.</summary>
    public bool IsOn => linking.Trackback.Send;

    public async Task<Telling> Tell(
        Uri target,
        bool isEndpoint,
        TrackbackPing ping,
        CancellationToken stop
    )
    {
        if (!rates.TryTake(target.IdnHost, out var rest))
        {
            return new Telling.Postponed(rest, isEndpoint ? target : null);
        }

        return isEndpoint
            ? await Post(target, ping, mayMove: true, stop)
            : await fetcher.Get(target, FetchWish.Discovery, stop) switch
            {
                Fetched { IsSuccess: true } page => await Answer(page, target, ping, stop),
                Fetched page when IsPassing(page.Status) => new Telling.Trouble(Number(page)),
                Fetched page => new Telling.Done(Delivery.Unreachable, Number(page)),
                FetchRefusal refusal => Of(refusal),
                _ => throw Impossible(),
            };
    }

    private async Task<Telling> Answer(
        Fetched page,
        Uri target,
        TrackbackPing ping,
        CancellationToken stop
    )
    {
        var html = PageBytes.Decode(page.Body, page.ContentType);
        var endpoint =
            TrackbackDiscovery.Find(html, page.FinalUrl) ?? TrackbackDiscovery.Find(html, target);
        if (endpoint is null)
        {
            return new Telling.Done(Delivery.NoEndpoint, "");
        }

        return rates.TryTake(endpoint.IdnHost, out var rest)
            ? await Post(endpoint, ping, mayMove: true, stop)
            : new Telling.Postponed(rest, endpoint);
    }

    private async Task<Telling> Post(
        Uri endpoint,
        TrackbackPing ping,
        bool mayMove,
        CancellationToken stop
    )
    {
        var body = TrackbackForm.Encode(ping);
        return await fetcher.Post(endpoint, TrackbackForm.ContentType, body, stop) switch
        {
            Fetched { Status: 301 or 302 or 307 or 308 } moved
                when mayMove && Moved(endpoint, moved) is { } other => await Follow(
                other,
                ping,
                stop
            ),
            Fetched answer when IsPassing(answer.Status) => new Telling.Trouble(Number(answer)),
            Fetched answer => Read(answer),
            FetchRefusal refusal => Of(refusal),
            _ => throw Impossible(),
        };
    }

    private async Task<Telling> Follow(Uri endpoint, TrackbackPing ping, CancellationToken stop) =>
        await rates.Take(endpoint.IdnHost, stop)
            ? await Post(endpoint, ping, mayMove: false, stop)
            : new Telling.Postponed(FetchRates.Apart, endpoint);

    // Most sites have moved from http to https since their trackback addresses were written down.
    private static Uri? Moved(Uri endpoint, Fetched answer) =>
        WebAddress.Resolve(endpoint, answer.Headers.First("Location")) is { } other
        && IsSameHost(endpoint, other)
            ? other
            : null;

    private static Telling.Done Read(Fetched answer)
    {
        var reply = TrackbackReply.Read(PageBytes.Decode(answer.Body, answer.ContentType));
        var isTaken = reply.Accepted && (answer.IsSuccess || reply.Message.Length > 0);
        return isTaken
            ? new Telling.Done(Delivery.Accepted, reply.Message)
            : new Telling.Done(
                Delivery.Refused,
                reply.Message.Length > 0 ? reply.Message : Number(answer)
            );
    }

    private static bool IsPassing(int status) =>
        status
            is >= StatusCodes.Status500InternalServerError
                or StatusCodes.Status429TooManyRequests
                or StatusCodes.Status408RequestTimeout;

    private static string Number(Fetched answer) =>
        $"The other site answered with the number {answer.Status.ToString(Say.Culture)}.";

    // An address that we may not ask is treated like one that does not answer: the difference is nobody's business.
    private static Telling Of(FetchRefusal refusal) =>
        refusal.Problem switch
        {
            FetchProblem.Busy => new Telling.Postponed(Later),
            FetchProblem.WrongType or FetchProblem.TooLarge or FetchProblem.TooManyRedirects =>
                new Telling.Done(Delivery.NoEndpoint, refusal.Sentence),
            _ => new Telling.Trouble(refusal.Sentence),
        };

    private static bool IsSameHost(Uri one, Uri other) =>
        string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static InvalidOperationException Impossible() =>
        new("A fetch ends in an answer or a refusal.");
}
