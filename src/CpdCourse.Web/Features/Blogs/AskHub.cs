using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Linking;
using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.WebSub;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Asks for a hub to be asked, to tell or to stop.</summary>
internal sealed record HubToAsk(Id<HubSubscription> Subscription);

/// <summary>Has hubs asked: those of newly followed blogs, those whose promise ends soon, and those that are to stop.</summary>
internal sealed class TendHubs(CourseDb db, LinkingSettings linking, TimeProvider clock)
    : IRecurring
{
    private const int AtOnce = 50;

    public Task Run(CancellationToken stop) =>
        db.Insist(async () =>
        {
            var now = clock.GetUtcNow();
            foreach (var unwanted in await Unwanted().Take(AtOnce).ToListAsync(stop))
            {
                if (!unwanted.Leave(now))
                {
                    db.HubSubscriptions.Remove(unwanted);
                }
            }

            await db.SaveChangesAsync(stop);
            foreach (var due in await Due(now).Take(AtOnce).ToListAsync(stop))
            {
                Ask(due, now);
            }

            return await db.SaveChangesAsync(stop);
        });

    private void Ask(HubSubscription due, DateTimeOffset now)
    {
        if (due.IsOver)
        {
            db.HubSubscriptions.Remove(due);
            return;
        }

        due.TakeTurn(now);
        db.Later<AskHub>(new HubToAsk(due.Id), now);
    }

    private IQueryable<HubSubscription> Unwanted() =>
        db
            .HubSubscriptions.Where(s =>
                s.State != SubscriptionState.Leaving
                && (
                    !linking.Subscribe
                    || !db.Blogs.Any(b =>
                        b.Id == s.Blog
                        && b.State != BlogState.Resting
                        && db.Personas.Any(p => p.Id == b.Persona && p.RetiredAt == null)
                    )
                )
            )
            .OrderBy(s => s.NextAt);

    // A blog that was only looked at has no reader yet.
    private IQueryable<HubSubscription> Due(DateTimeOffset now) =>
        db
            .HubSubscriptions.Where(s =>
                s.NextAt <= now
                && (
                    s.State == SubscriptionState.Leaving
                    || db.Blogs.Any(b => b.Id == s.Blog && b.FollowedAt != null)
                )
            )
            .OrderBy(s => s.NextAt);
}

/// <summary>Asks a hub, within the limits for strangers' servers. What it answers matters little: it asks back, or is asked again when its next turn has come.</summary>
internal sealed class AskHub(CourseDb db, SafeFetcher fetcher, SiteSettings site) : ITask<HubToAsk>
{
    public async Task Run(HubToAsk payload, CancellationToken stop)
    {
        var asked = await db
            .HubSubscriptions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == payload.Subscription, stop);
        if (asked is not null)
        {
            await Post(new Uri(asked.Hub), Form(asked), stop)
                .OrPostpone(whenBusy: TimeSpan.FromSeconds(20));
        }
    }

    // A hub that lives elsewhere says so, and is asked there (WebSub, 5.2); not now when it is not the turn of that host: this one was asked already.
    private async Task<FetchResult> Post(Uri hub, HubForm form, CancellationToken stop)
    {
        var message = new FetchMessage(HubForm.ContentType, form.Encode());
        var answer = await fetcher.Post(hub, message, stop);
        return
            answer is Fetched { Status: 307 or 308 } moved
            && WebAddress.Resolve(hub, moved.Headers.First("Location")) is { } there
            && await fetcher.Post(there, message, stop, isFollowUp: true)
                is not RateLimited
                    and var second
            ? second
            : answer;
    }

    private HubForm Form(HubSubscription asked) =>
        new(asked.Topic, site.Absolute(Addresses.HubCallback(asked.Token)))
        {
            Subscribe =
                asked.State is SubscriptionState.Leaving
                    ? null
                    : (asked.Secret, HubSubscription.Lease),
        };
}
