using CpdCourse.Data;
using CpdCourse.Data.Jobs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Asks for a site to be told of a link.</summary>
/// <param name="Link">Which.</param>
/// <param name="Seen">When the link was last tried as far as the asker knew: of several jobs for one try, one is done.</param>
/// <param name="Troubles">Tries in vain so far.</param>
/// <param name="Endpoint">Where the site wants to be told, when it was asked a moment ago.</param>
/// <param name="By">In which protocol; trackback for a job of the time before there were others.</param>
internal sealed record LinkToTell(
    Id<OutgoingLink> Link,
    DateTimeOffset? Seen,
    int Troubles,
    Uri? Endpoint = null,
    Protocol By = Protocol.Trackback
)
{
    public static LinkToTell Of(OutgoingLink link) => new(link.Id, link.TriedAt, 0);

    /// <summary>Where to go, if that is known: an address that an author typed is one of trackbacks.</summary>
    public Endpoint? At(OutgoingLink link) =>
        Endpoint is not null ? new Endpoint(By, Endpoint)
        : link.Typed ? new Endpoint(Protocol.Trackback, new Uri(link.Target))
        : null;
}

/// <summary>Tells another site that a post links to it, once; while it cannot be reached, again over a day and a half. A site that was sent a webmention is also told of changes.</summary>
internal sealed class TellSite(CourseDb db, SendPing send, FindSaying sayings, TimeProvider clock)
    : ITask<LinkToTell>
{
    public async Task Run(LinkToTell payload, CancellationToken stop)
    {
        var link = await db
            .OutgoingLinks.AsNoTracking()
            .SingleOrDefaultAsync(l => l.Id == payload.Link, stop);
        if (
            link is null
            || !send.Sends(payload.At(link)?.By)
            || await sayings.Of(link, stop) is not { } saying
            || !IsWanted(link, saying)
            || await Reserve(payload, stop) is not { } reserved
        )
        {
            return;
        }

        var telling = await send.Tell(new Uri(link.Target), payload.At(link), saying, stop);

        // Also when the site is being stopped: a site that was told is not told again.
        await Note(telling, saying, reserved, payload.Seen);
    }

    // Also what was settled a moment ago, when the post was changed while its former words were on their way.
    private static bool IsWanted(OutgoingLink link, Saying saying) =>
        link.State is Delivery.Waiting || link.KnowsOtherThan(saying.Mark);

    /// <summary>
    /// Takes this try, before anything is sent: of jobs side by side one gets it. The next try is planned with it, so that a program which ends in the
    /// middle comes back to it.
    /// </summary>
    private async Task<Reserved?> Reserve(LinkToTell payload, CancellationToken stop)
    {
        var now = Now();
        now = now == payload.Seen ? now.AddSeconds(1) : now;
        await using var transaction = await db.Begin(stop);
        var taken = await db
            .OutgoingLinks.Where(l => l.Id == payload.Link && l.TriedAt == payload.Seen)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.TriedAt, now), stop);
        if (taken == 0)
        {
            return null;
        }

        var next = new LinkToTell(payload.Link, now, payload.Troubles + 1);
        Job? retry = null;
        if (Retries.After(next.Troubles) is { } rest)
        {
            retry = NewJob.Of(nameof(TellSite), next, clock.GetUtcNow(), rest);
            db.Jobs.Add(retry);
            await db.SaveChangesAsync(stop);
        }

        await transaction.Commit(stop);
        return new Reserved(next, retry?.Id);
    }

    private async Task Note(
        Telling telling,
        Saying saying,
        Reserved reserved,
        DateTimeOffset? before
    )
    {
        var link = await db.OutgoingLinks.SingleAsync(
            l => l.Id == reserved.Next.Link,
            CancellationToken.None
        );
        TimeSpan? again = null;
        switch (telling)
        {
            case Telling.Done done:
                link.Take(done.State, done.By, done.Answer, reserved.Next.Seen);
                if (saying.IsChange || done.By is Protocol.Webmention)
                {
                    link.Tell(saying.Mark, done.Status);
                }

                break;
            case Telling.Trouble trouble:
                again = Retries.After(reserved.Next.Troubles, trouble.By, trouble.Asked);
                var state = again is null ? Delivery.Unreachable : Delivery.Waiting;
                link.Take(state, trouble.By, trouble.Sentence, reserved.Next.Seen);
                break;
            case Telling.Postponed postponed:
                link.NotTried(before);
                db.Later<TellSite>(
                    Put(reserved.Next, before, postponed),
                    clock.GetUtcNow(),
                    postponed.Rest
                );
                break;
        }

        await db.SaveChangesAsync(CancellationToken.None);
        await Plan(reserved.Retry, again);
    }

    private static LinkToTell Put(
        LinkToTell next,
        DateTimeOffset? before,
        Telling.Postponed postponed
    ) =>
        next with
        {
            Seen = before,
            Troubles = next.Troubles - 1,
            Endpoint = postponed.Endpoint?.Address,
            By = postponed.Endpoint?.By ?? Protocol.Trackback,
        };

    // What was planned for the worst comes when the other site wants it, or not at all.
    private async Task Plan(Id<Job>? retry, TimeSpan? again)
    {
        if (retry is not { } id)
        {
            return;
        }

        var planned = db.Jobs.Where(j => j.Id == id && j.LeasedUntil == null);
        if (again is { } rest)
        {
            var due = clock.GetUtcNow() + rest;
            await planned.ExecuteUpdateAsync(set => set.SetProperty(j => j.DueAt, due));
        }
        else
        {
            await planned.ExecuteDeleteAsync();
        }
    }

    // Whole seconds: PostgreSQL keeps fewer digits than a job's payload, and the two are compared.
    private DateTimeOffset Now() =>
        DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());

    private sealed record Reserved(LinkToTell Next, Id<Job>? Retry);
}
