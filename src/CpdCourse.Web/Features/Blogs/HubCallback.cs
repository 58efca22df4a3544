using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Linking.WebSub;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>What hubs may send here within a minute: one network, and about one feed.</summary>
internal sealed class HubLimits(TimeProvider clock)
{
    /// <summary>Calls from one network; a hub of many blogs is one.</summary>
    public const int PerNetwork = 300;

    /// <summary>News of one feed.</summary>
    public const int PerFeed = 10;

    public TimeWindows Networks { get; } = new(PerNetwork, TimeSpan.FromMinutes(1), clock);

    public TimeWindows Feeds { get; } = new(PerFeed, TimeSpan.FromMinutes(1), clock);
}

/// <summary>
/// Where hubs ask whether we mean it, and tell that a feed has changed (WebSub, 5.3 and 7). Nobody is believed: a call that is signed makes us read the feed
/// where it stands, any other makes us do nothing and is answered alike.
/// </summary>
internal sealed class HubCallback(
    CourseDb db,
    HubLimits limits,
    SecurityLog events,
    TimeProvider clock
)
{
    // As many as a feed may have.
    private const int MaxBytes = FeedReader.MaxBytes;

    private const int LongestChallenge = 1_000;
    private static readonly TimeSpan UnknownLease = TimeSpan.FromDays(1);

    /// <summary>The hub asks back: only what was asked for is confirmed.</summary>
    public async Task<IResult> Verify(string token, HttpContext context, CancellationToken stop)
    {
        var said = context.Request.Query;
        var challenge = said["hub.challenge"].ToString();
        var mode = said["hub.mode"].ToString();
        var isWhole = mode == "denied" || challenge.Length is > 0 and <= LongestChallenge;
        return isWhole && await db.Insist(() => Agree(token, mode, said, stop))
            ? Results.Text(challenge, "text/plain; charset=utf-8")
            : Results.NotFound();
    }

    /// <summary>The hub tells of news. What it sends along is only looked at for its signature.</summary>
    public async Task<IResult> Tell(string token, HttpContext context, CancellationToken stop)
    {
        if (!limits.Networks.TryTake(ServerHosting.Network(context), out var rest))
        {
            return TooMany(context, rest);
        }

        var told = await db
            .HubSubscriptions.AsNoTracking()
            .SingleOrDefaultAsync(
                s => s.Token == token && s.State == SubscriptionState.Active,
                stop
            );
        if (told is null)
        {
            return Results.NotFound();
        }

        if (!limits.Feeds.TryTake(token, out rest))
        {
            return TooMany(context, rest);
        }

        if (await IsSigned(context, told.Secret, stop))
        {
            await db.Insist(() => Hear(told.Id, stop));
        }

        // A wrong signature is answered like a right one (WebSub, 8).
        return Results.Accepted();
    }

    private static Task<bool> IsSigned(HttpContext context, string secret, CancellationToken stop)
    {
        // More than a form may hold; none of it is kept.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } largest)
        {
            largest.MaxRequestBodySize = MaxBytes;
        }

        return HubSignature.Read(context.Request.Headers["X-Hub-Signature"]) is { } signature
            ? signature.Fits(context.Request.Body, secret, MaxBytes, stop)
            : Task.FromResult(false);
    }

    private async Task<bool> Agree(
        string token,
        string mode,
        IQueryCollection said,
        CancellationToken stop
    )
    {
        var asked = await db.HubSubscriptions.SingleOrDefaultAsync(s => s.Token == token, stop);
        if (asked is null)
        {
            // Whoever tries addresses keeps nobody from writing.
            return false;
        }

        var now = clock.GetUtcNow();
        var topic = said["hub.topic"].ToString();
        var isAgreed = mode switch
        {
            "subscribe" => asked.Agree(topic, LeaseOf(said["hub.lease_seconds"]), now),
            "unsubscribe" => asked.AgreeToPart(topic, now),
            "denied" => asked.Deny(topic, now),
            _ => false,
        };
        if (isAgreed && mode == "unsubscribe")
        {
            db.HubSubscriptions.Remove(asked);
        }

        await db.SaveChangesAsync(stop);
        return isAgreed;
    }

    private async Task<int> Hear(Id<HubSubscription> id, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var told = await db.HubSubscriptions.SingleOrDefaultAsync(s => s.Id == id, stop);
        told?.Hear(now);
        if (told?.Blog is { } of)
        {
            (await db.Blogs.SingleAsync(b => b.Id == of, stop)).HearOfNews(now);
        }

        return await db.SaveChangesAsync(stop);
    }

    private static TimeSpan LeaseOf(string? seconds) =>
        int.TryParse(seconds, Say.Culture, out var lease) && lease > 0
            ? TimeSpan.FromSeconds(lease)
            : UnknownLease;

    private IResult TooMany(HttpContext context, TimeSpan rest)
    {
        events.TooManyRequests(context.PageInLog(), "hubs");
        context.Response.Headers.RetryAfter = Math.Ceiling(rest.TotalSeconds).ToString(Say.Culture);
        return Results.StatusCode(StatusCodes.Status429TooManyRequests);
    }
}
