using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Studio;

/// <summary>Bins all that waits from one site: who forges a thousand trackbacks costs a moderator one decision. Publishing is decided one by one, by whoever has read.</summary>
internal sealed class BinSite(
    CourseDb db,
    CurrentPersona me,
    SecurityLog events,
    TimeProvider clock
)
{
    /// <summary>Handled with one decision; more would keep others from writing.</summary>
    public const int Most = 1000;

    /// <param name="host">Of the site.</param>
    /// <param name="isBlocked">Whether nothing more is taken from there.</param>
    /// <param name="stop">Cancels.</param>
    public Task<Decision> Take(string host, bool isBlocked, CancellationToken stop) =>
        db.Insist(async () =>
        {
            var now = clock.GetUtcNow();
            var block = isBlocked ? await Block(host, now, stop) : null;
            var waiting = await Of(host, Moderation.Held)
                .OrderBy(m => m.NoticedAt)
                .Take(Most)
                .ToListAsync(stop);
            waiting.ForEach(mention => mention.Bin(now));
            await db.SaveChangesAsync(stop);
            return waiting.Count == 0 && block is null
                ? new Decision(
                    ItemKind.Trackback,
                    default,
                    Act.Bin,
                    now,
                    "That was already handled."
                )
                : Said(waiting, block, host, now);
        });

    private async Task<Guid?> Block(string host, DateTimeOffset now, CancellationToken stop)
    {
        var site = new BlockedSite(host, now);
        if (await db.BlockedSites.AnyAsync(b => b.Host == site.Host, stop))
        {
            return null;
        }

        db.BlockedSites.Add(site);
        return site.Id.Value;
    }

    /// <summary>What that very decision binned waits again; what somebody decided about since stays decided.</summary>
    public Task<Decision> Undo(Decision taken, CancellationToken stop) =>
        db.Insist(async () =>
        {
            var undone = taken with { CanUndo = false, Block = null };
            var first = new Id<Mention>(taken.Item);
            var at = await db
                .Mentions.Where(m => m.Id == first)
                .Select(m => m.ClosedAt)
                .SingleOrDefaultAsync(stop);
            var binned = await Of(taken.Host!, Moderation.Binned)
                .Where(m => m.ClosedAt == at)
                .Take(Most)
                .ToListAsync(stop);
            binned.ForEach(mention => mention.Hold());
            var block = new Id<BlockedSite>(taken.Block ?? Guid.Empty);
            var blocked = await db.BlockedSites.Where(b => b.Id == block).ToListAsync(stop);
            db.BlockedSites.RemoveRange(blocked);
            await db.SaveChangesAsync(stop);
            events.Decided(me.Handle, "undo Bin", Trackbacks(binned.Count, taken.Host!));
            return undone with
            {
                Said =
                    binned.Count + blocked.Count == 0 ? "That was already handled."
                    : binned.Count == 0 ? $"Undone. {Link.Site(taken.Host!)} is not blocked."
                    : $"Undone. {Trackbacks(binned.Count, taken.Host!)} {(binned.Count == 1 ? "waits" : "wait")} in the queue again.",
            };
        });

    private Decision Said(List<Mention> binned, Guid? block, string host, DateTimeOffset now)
    {
        events.Decided(me.Handle, block is null ? "Bin" : "Block", Trackbacks(binned.Count, host));
        var said = binned.Count > 0 ? $"{Trackbacks(binned.Count, host)} binned." : "";
        var blocked = block is null ? "" : $"{Link.Site(host)} is blocked.";
        return new Decision(
            ItemKind.Trackback,
            binned.FirstOrDefault()?.Id.Value ?? default,
            Act.Bin,
            now,
            $"{said} {blocked}".Trim(),
            CanUndo: true
        )
        {
            Host = host,
            Block = block,
        };
    }

    private IQueryable<Mention> Of(string host, Moderation state) =>
        db.ModeratedMentions().Where(m => m.SourceHost == host && m.State == state);

    private static string Trackbacks(int count, string host) =>
        $"{Say.Count(count, "trackback")} from {host}";
}
