using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Trackback;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Asks for a site to be told of a link.</summary>
/// <param name="Link">Which.</param>
/// <param name="Seen">When the link was last tried as far as the asker knew: of several jobs for one try, one is done.</param>
/// <param name="Troubles">Tries in vain so far.</param>
/// <param name="Endpoint">Where the site wants to be told, when it was asked a moment ago.</param>
internal sealed record LinkToTell(
    Id<OutgoingLink> Link,
    DateTimeOffset? Seen,
    int Troubles,
    Uri? Endpoint = null
)
{
    public static LinkToTell Of(OutgoingLink link) => new(link.Id, link.TriedAt, 0);
}

/// <summary>Tells another site that a post links to it, once; while it cannot be reached, again over a day and a half.</summary>
internal sealed class TellSite(
    CourseDb db,
    SendPing send,
    GlanceCache glance,
    SiteSettings site,
    TimeProvider clock
) : ITask<LinkToTell>
{
    private static readonly TimeSpan[] Retries =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(24),
    ];

    public async Task Run(LinkToTell payload, CancellationToken stop)
    {
        var link = await db
            .OutgoingLinks.AsNoTracking()
            .SingleOrDefaultAsync(l => l.Id == payload.Link, stop);
        if (
            !send.IsOn
            || link is not { State: Delivery.Waiting }
            || await Ping(link.Post, stop) is not { } ping
            || await Reserve(payload, stop) is not { } reserved
        )
        {
            return;
        }

        var target = payload.Endpoint ?? new Uri(link.Target);
        var isEndpoint = link.Typed || payload.Endpoint is not null;
        var telling = await send.Tell(target, isEndpoint, ping, stop);

        // Also when the site is being stopped: a site that was told is not told again.
        await Note(telling, reserved, payload.Seen);
    }

    /// <summary>
    /// Takes this try, before anything is sent: of jobs side by side one gets it. The next try is planned with it, so that a program which ends in the
    /// middle comes back to it.
    /// </summary>
    private async Task<LinkToTell?> Reserve(LinkToTell payload, CancellationToken stop)
    {
        var now = Now();
        now = now == payload.Seen ? now.AddSeconds(1) : now;
        await using var transaction = await db.Begin(stop);
        var taken = await db
            .OutgoingLinks.Where(l =>
                l.Id == payload.Link && l.State == Delivery.Waiting && l.TriedAt == payload.Seen
            )
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.TriedAt, now), stop);
        var next = new LinkToTell(payload.Link, now, payload.Troubles + 1);
        if (taken == 0)
        {
            return null;
        }

        if (payload.Troubles < Retries.Length)
        {
            db.Later<TellSite>(next, clock.GetUtcNow(), Retries[payload.Troubles]);
            await db.SaveChangesAsync(stop);
        }

        await transaction.Commit(stop);
        return next;
    }

    private async Task Note(Telling telling, LinkToTell reserved, DateTimeOffset? before)
    {
        var link = await db.OutgoingLinks.SingleAsync(
            l => l.Id == reserved.Link,
            CancellationToken.None
        );
        switch (telling)
        {
            case Telling.Done done:
                link.Take(done.State, How(done.State), done.Answer, reserved.Seen);
                break;
            case Telling.Trouble trouble:
                var state =
                    reserved.Troubles > Retries.Length ? Delivery.Unreachable : Delivery.Waiting;
                link.Take(state, null, trouble.Sentence, reserved.Seen);
                break;
            case Telling.Postponed postponed:
                link.NotTried(before);
                db.Later<TellSite>(
                    reserved with
                    {
                        Seen = before,
                        Troubles = reserved.Troubles - 1,
                        Endpoint = postponed.Endpoint,
                    },
                    clock.GetUtcNow(),
                    postponed.Rest
                );
                break;
        }

        await db.SaveChangesAsync(CancellationToken.None);
    }

    // Null when the post is not for everybody (any more): nothing of it leaves this site then.
    private async Task<TrackbackPing?> Ping(Id<Post> id, CancellationToken stop)
    {
        var post = await (
            from each in db.Posts.ListedFor(onCourse: false)
            join persona in db.Personas on each.Author equals persona.Id
            where each.Id == id
            select new
            {
                each.Title,
                each.Slug,
                each.Rendered.Excerpt,
                persona.Handle,
            }
        ).SingleOrDefaultAsync(stop);
        return post is null
            ? null
            : new TrackbackPing(
                site.Absolute(Addresses.Post(post.Handle, post.Slug!)),
                post.Title,
                post.Excerpt,
                (await glance.Get(stop)).Title
            );
    }

    // Whole seconds: PostgreSQL keeps fewer digits than a job's payload, and the two are compared.
    private DateTimeOffset Now() =>
        DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());

    private static Protocol? How(Delivery state) =>
        state is Delivery.Accepted or Delivery.Refused ? Protocol.Trackback : null;
}
