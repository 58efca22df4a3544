using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>What a stranger says, by whichever protocol: this page links to you.</summary>
internal sealed record MentionSaid(Uri Source, Protocol Protocol, MentionWords Words);

/// <summary>What became of it, and the mention when it was taken.</summary>
/// <param name="Reception">What became of it.</param>
/// <param name="Mention">The mention, when it was taken.</param>
/// <param name="LooksBefore">How often its page had been looked at in vain when a look was asked for; less than none when no look was asked for.</param>
internal sealed record Received(
    Reception Reception,
    Id<Mention>? Mention = null,
    int LooksBefore = -1
)
{
    /// <summary>Whether its page is looked at because of what was said. If not, what is known of it was known before.</summary>
    public bool IsLookedAt => LooksBefore >= 0;
}

/// <summary>What became of what was said, before anything is believed.</summary>
internal enum Reception
{
    /// <summary>Taken, now or earlier.</summary>
    Taken,

    /// <summary>There is no such page, or it is nobody's business.</summary>
    NoSuchPage,

    /// <summary>It is not the address of a page that takes mentions.</summary>
    NoPage,

    /// <summary>The author of the post wants no more.</summary>
    Closed,

    /// <summary>An organiser wants to hear of that site no more.</summary>
    Blocked,

    FromOurselves,
    AddressTooLong,

    /// <summary>Too many within a minute.</summary>
    TooMany,

    /// <summary>Too many wait to be verified.</summary>
    TooManyWait,
}

/// <summary>Notes that somebody says to link here. Nothing is fetched and nothing shown; the job that looks at the source follows from the claim.</summary>
internal sealed class ReceiveMention(
    CourseDb db,
    MentionTargets targets,
    PingLimits limits,
    SiteSettings site,
    TimeProvider clock
)
{
    public Task<Received> Take(Uri target, MentionSaid said, CancellationToken stop) =>
        LocalPage.Read(target, site.Base) is { } page
            ? Take(page, said, stop)
            : Task.FromResult(new Received(Reception.NoPage));

    public async Task<Received> Take(LocalPage page, MentionSaid said, CancellationToken stop)
    {
        if (await targets.Find(page, stop) is not { } found)
        {
            return new Received(Reception.NoSuchPage);
        }

        var source = Link.Canonical(said.Source);
        if (Elsewhere.IsOurs(said.Source, site.Base))
        {
            return new Received(Reception.FromOurselves);
        }

        // Escaping may make an address three times as long as it was sent.
        if (source.Length > Link.Limit)
        {
            return new Received(Reception.AddressTooLong);
        }

        if (!limits.MayName(said.Source.IdnHost.ToLowerInvariant(), found.Page))
        {
            return new Received(Reception.TooMany);
        }

        // The same may arrive twice at the same moment: then the second finds the claim of the first.
        return await db.Insist(async () =>
            await Known(source, found.Target, stop) is { } known ? await Again(known, said, stop)
            : found.TakesMore ? await Claim(said, found.Target, stop)
            : new Received(Reception.Closed)
        );
    }

    private Task<Mention?> Known(string source, MentionTarget target, CancellationToken stop) =>
        db.Mentions.SingleOrDefaultAsync(
            m =>
                m.SourceUrl == source
                && m.Post == target.Post
                && m.Thing == target.Thing
                && m.Persona == target.Persona,
            stop
        );

    private async Task<Received> Claim(
        MentionSaid said,
        MentionTarget target,
        CancellationToken stop
    )
    {
        var mention = Mention.Claim(
            said.Source,
            target,
            said.Protocol,
            said.Words,
            clock.GetUtcNow()
        );

        // Asked twice: most of a flood is turned away without a turn to write, and few of those that come at the same moment slip through, where only one writes at a time none.
        if (!limits.MayWait(await Others(mention, stop)))
        {
            return new Received(Reception.TooManyWait);
        }

        if (await db.IsBlocked([mention.SourceHost], stop))
        {
            return new Received(Reception.Blocked);
        }

        await using var transaction = await db.Begin(stop);
        if (!limits.MayWait(await Others(mention, stop)))
        {
            return new Received(Reception.TooManyWait);
        }

        db.Mentions.Add(mention);
        await db.SaveChangesAsync(stop);
        await transaction.Commit(stop);
        limits.MayLookAgain(mention.Id);
        return new Received(Reception.Taken, mention.Id, LooksBefore: 0);
    }

    // On all nodes together.
    private async Task<Unverified> Others(Mention claim, CancellationToken stop)
    {
        var since = claim.NoticedAt - PingLimits.Hour;
        return await db
                .Mentions.Where(m => m.State == Moderation.Held && m.VerifiedAt == null)
                .GroupBy(_ => 1)
                .Select(all => new Unverified(
                    all.Count(),
                    all.Count(m => m.NoticedAt > since),
                    all.Count(m => m.NoticedAt > since && m.SourceHost == claim.SourceHost),
                    all.Count(m =>
                        m.NoticedAt > since
                        && m.Post == claim.Post
                        && m.Thing == claim.Thing
                        && m.Persona == claim.Persona
                    )
                ))
                .SingleOrDefaultAsync(stop)
            ?? Unverified.None;
    }

    private async Task<Received> Again(Mention known, MentionSaid said, CancellationToken stop)
    {
        if (Look(known, said.Protocol) is not { } look)
        {
            return new Received(Reception.Taken, known.Id);
        }

        db.Later<VerifyMention>(look, clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        return new Received(Reception.Taken, known.Id, known.Tries);
    }

    // Whoever links only after we looked may say so once more. A webmention that is sent again says that its page has changed, or is gone.
    private SourceToVerify? Look(Mention known, Protocol protocol) =>
        known.IsDoubted && limits.MayLookAgain(known.Id) ? new SourceToVerify(known.Id)
        : known.VerifiedAt is not null
        && protocol is Protocol.Webmention
        && limits.MayRenew(known.Id)
            ? new SourceToVerify(known.Id, IsRecheck: true, Renews: true)
        : null;
}
