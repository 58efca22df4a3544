using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Trackback;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>What became of a ping, before anything is believed.</summary>
internal enum Reception
{
    /// <summary>Taken, now or earlier.</summary>
    Taken,

    /// <summary>There is no such page, or it is nobody's business.</summary>
    NoSuchPage,

    FromOurselves,
    AddressTooLong,

    /// <summary>Too many within a minute.</summary>
    TooMany,

    /// <summary>Too many wait to be verified.</summary>
    TooManyWait,
}

/// <summary>Notes that somebody says to link here. Nothing is fetched and nothing shown; the job that looks at the source follows from the claim.</summary>
internal sealed class ReceiveTrackback(
    CourseDb db,
    MentionTargets targets,
    PingLimits limits,
    SiteSettings site,
    TimeProvider clock
)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public async Task<Reception> Take(LocalPage page, TrackbackPing ping, CancellationToken stop)
    {
        if (await targets.Find(page, stop) is not { } found)
        {
            return Reception.NoSuchPage;
        }

        var source = Link.Canonical(ping.Url);
        if (LocalPage.IsOurs(ping.Url, site.Base))
        {
            return Reception.FromOurselves;
        }

        // Escaping may make an address three times as long as it was sent.
        if (source.Length > Link.Limit)
        {
            return Reception.AddressTooLong;
        }

        if (!limits.MayName(ping.Url.IdnHost.ToLowerInvariant(), found.Page))
        {
            return Reception.TooMany;
        }

        // The same ping may arrive twice at the same moment: then the second finds the claim of the first.
        return await db.Insist(async () =>
            await Known(source, found.Target, stop) is { } known
                ? await Again(known, stop)
                : await Claim(ping, found.Target, stop)
        );
    }

    private Task<Mention?> Known(string source, MentionTarget target, CancellationToken stop) =>
        db.Mentions.SingleOrDefaultAsync(
            m => m.SourceUrl == source && m.Post == target.Post && m.Thing == target.Thing,
            stop
        );

    private async Task<Reception> Claim(
        TrackbackPing ping,
        MentionTarget target,
        CancellationToken stop
    )
    {
        var words = new MentionWords(ping.Title ?? "", ping.Excerpt ?? "", ping.BlogName ?? "");
        var claim = Mention.Claim(ping.Url, target, Protocol.Trackback, words, clock.GetUtcNow());

        // Asked twice: most of a flood is turned away without a turn to write, and few of those that come at the same moment slip through, where only one writes at a time none.
        if (!limits.MayWait(await Others(claim, stop)))
        {
            return Reception.TooManyWait;
        }

        await using var transaction = await db.Begin(stop);
        if (!limits.MayWait(await Others(claim, stop)))
        {
            return Reception.TooManyWait;
        }

        db.Mentions.Add(claim);
        await db.SaveChangesAsync(stop);
        await transaction.Commit(stop);
        return Reception.Taken;
    }

    // On all nodes together. A claim that is looked into only once more, in a week, is no longer of the queue.
    private async Task<Unverified> Others(Mention claim, CancellationToken stop)
    {
        var since = claim.NoticedAt - Hour;
        return await db
                .Mentions.Where(m => m.State == Moderation.Held && m.VerifiedAt == null)
                .GroupBy(_ => 1)
                .Select(all => new Unverified(
                    all.Count(m => m.Tries < Mention.TryLimit - 1),
                    all.Count(m => m.NoticedAt > since),
                    all.Count(m => m.NoticedAt > since && m.SourceHost == claim.SourceHost),
                    all.Count(m =>
                        m.NoticedAt > since && m.Post == claim.Post && m.Thing == claim.Thing
                    )
                ))
                .SingleOrDefaultAsync(stop)
            ?? Unverified.None;
    }

    // Whoever links only after we gave up looking may say so once more.
    private async Task<Reception> Again(Mention known, CancellationToken stop)
    {
        if (known.WasInVain && limits.MayLookAgain(known.Id))
        {
            db.Later<VerifyMention>(new SourceToVerify(known.Id), clock.GetUtcNow());
            await db.SaveChangesAsync(stop);
        }

        return Reception.Taken;
    }
}
