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
    TooMany,
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
    // Unverified claims of the last hour, on all nodes together: past this they wait with their senders.
    private const int MostWaiting = 200;

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
        var now = clock.GetUtcNow();
        var since = now.AddHours(-1);
        var waiting = await db.Mentions.CountAsync(
            m => m.State == Moderation.Held && m.NoticedAt > since && m.VerifiedAt == null,
            stop
        );
        if (waiting >= MostWaiting)
        {
            return Reception.TooMany;
        }

        var words = new MentionWords(ping.Title ?? "", ping.Excerpt ?? "", ping.BlogName ?? "");
        db.Mentions.Add(Mention.Claim(ping.Url, target, Protocol.Trackback, words, now));
        await db.SaveChangesAsync(stop);
        return Reception.Taken;
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
