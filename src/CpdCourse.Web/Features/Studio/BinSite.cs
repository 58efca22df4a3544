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

    public Task<Decision> Take(string host, CancellationToken stop) =>
        db.Insist(async () =>
        {
            var now = clock.GetUtcNow();
            var waiting = await Of(host, Moderation.Held)
                .OrderBy(m => m.NoticedAt)
                .Take(Most)
                .ToListAsync(stop);
            waiting.ForEach(mention => mention.Bin(now));
            await db.SaveChangesAsync(stop);
            return waiting.Count == 0
                ? new Decision(
                    ItemKind.Trackback,
                    default,
                    Act.Bin,
                    now,
                    "That was already handled."
                )
                : Said(waiting, host, now);
        });

    /// <summary>What that very decision binned waits again; what somebody decided about since stays decided.</summary>
    public Task<Decision> Undo(Decision taken, CancellationToken stop) =>
        db.Insist(async () =>
        {
            var undone = taken with { CanUndo = false };
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
            await db.SaveChangesAsync(stop);
            events.Decided(me.Handle, "undo Bin", Trackbacks(binned.Count, taken.Host!));
            return undone with
            {
                Said =
                    binned.Count == 0
                        ? "That was already handled."
                        : $"Undone. {Trackbacks(binned.Count, taken.Host!)} {(binned.Count == 1 ? "waits" : "wait")} in the queue again.",
            };
        });

    private Decision Said(List<Mention> binned, string host, DateTimeOffset now)
    {
        events.Decided(me.Handle, "Bin", Trackbacks(binned.Count, host));
        return new Decision(
            ItemKind.Trackback,
            binned[0].Id.Value,
            Act.Bin,
            now,
            $"{Trackbacks(binned.Count, host)} binned.",
            CanUndo: true
        )
        {
            Host = host,
        };
    }

    private IQueryable<Mention> Of(string host, Moderation state) =>
        db.ModeratedMentions().Where(m => m.SourceHost == host && m.State == state);

    private static string Trackbacks(int count, string host) =>
        $"{Say.Count(count, "trackback")} from {host}";
}
