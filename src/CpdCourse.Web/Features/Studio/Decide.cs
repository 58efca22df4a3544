using System.Data;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Studio;

/// <summary>
/// A moderator decides about one item, or takes a decision back. Acts only on what still stands as the moderator saw it: of two who press at once,
/// the second is told that it was handled.
/// </summary>
internal sealed class Decide(
    CourseDb db,
    BinSite site,
    CurrentPersona me,
    SecurityLog events,
    TimeProvider clock
)
{
    private static readonly TimeSpan SameClick = TimeSpan.FromMinutes(1);

    /// <param name="wish">What is to be done about which item.</param>
    /// <param name="seen">Which of its words the moderator has read: <see cref="QueueItem.Seen"/>.</param>
    /// <param name="stop">Stops it.</param>
    public Task<Decision> Take(Wish wish, long seen, CancellationToken stop) =>
        Alone(
            () =>
                wish.Kind is ItemKind.Report ? Handle(wish.Item, stop) : TakeOnce(wish, seen, stop),
            stop
        );

    /// <summary>Bins all that waits from a site.</summary>
    public Task<Decision> BinSite(string host, CancellationToken stop) =>
        site.Take(host, isBlocked: false, stop);

    /// <summary>The same, and nothing more is taken from there.</summary>
    public Task<Decision> BlockSite(string host, CancellationToken stop) =>
        site.Take(host, isBlocked: true, stop);

    public Task<Decision> Undo(Decision taken, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return now - taken.At > Decision.UndoneWithin || !taken.CanUndo
                ? Task.FromResult(
                    taken with
                    {
                        CanUndo = false,
                        Said = "A decision can be undone for 30 days, and that time is over.",
                    }
                )
            : taken.Host is not null ? site.Undo(taken, stop)
            : Alone(
                () =>
                    taken.Kind is ItemKind.Report
                        ? Reopen(taken, stop)
                        : UndoOnce(taken, now, stop),
                stop
            );
    }

    // Reads and writes as if nobody else were there. Whoever comes second tries once more and then sees what the first one did.
    private Task<Decision> Alone(Func<Task<Decision>> work, CancellationToken stop) =>
        db.Insist(async () =>
        {
            await using var transaction = await db.Begin(stop, IsolationLevel.Serializable);
            var decision = await work();
            await transaction.Commit(stop);
            return decision;
        });

    private async Task<Decision> TakeOnce(Wish wish, long seen, CancellationToken stop)
    {
        var (kind, item, act) = wish;
        var now = clock.GetUtcNow();
        var found = await Moderatable.Find(db, kind, item, stop);
        if (found is null)
        {
            return new Decision(kind, item, act, now, "That was already handled.");
        }

        if (found.State() != act.From())
        {
            return await AlreadyHandled(found, new Decision(kind, item, act, now, ""), stop);
        }

        if (act is Act.Publish or Act.Trust && found.Seen != seen)
        {
            const string read = "was changed meanwhile. Read it again before you publish it.";
            return new Decision(kind, item, act, now, $"{found.Whose} {read}");
        }

        var outcome = Apply(found, act, now);
        if (outcome.Refusal is { } refusal)
        {
            return new Decision(kind, item, act, now, $"{found.Whose}: {refusal.Message}");
        }

        var trust = act is Act.Trust ? await Trust(found, now, stop) : null;
        await db.SaveChangesAsync(stop);
        Note(act.ToString(), found.Whose);
        return new Decision(
            kind,
            item,
            act,
            now,
            Said(found, act),
            act is not Act.LookAgain,
            trust
        );
    }

    private static Outcome Apply(Moderatable found, Act act, DateTimeOffset now)
    {
        switch (act)
        {
            case Act.Publish or Act.Trust:
                return found.Publish();
            case Act.Bin or Act.TakeDown:
                return found.Bin(now);
            case Act.PutBack:
                return found.Hold();
            case Act.LookAgain:
                found.LookAgain();
                return Outcome.Done;
            default:
                return Outcome.Done;
        }
    }

    private static string Said(Moderatable found, Act act) =>
        act switch
        {
            Act.Publish => $"{found.Whose} published.",
            Act.Trust when found.Source is null => $"{found.Whose} published.",
            Act.Trust =>
                $"{found.Whose} published. What comes from {found.Name} next will show at once.",
            Act.Bin or Act.TakeDown => $"{found.Whose} binned.",
            Act.PutBack => $"{found.Whose} waits in the queue again.",
            Act.LookAgain => $"{found.Whose}: its page will be looked at again in a moment.",
            _ => found.Whose,
        };

    // Somebody was quicker, perhaps one's own double click: then the way back is offered all the same.
    private async Task<Decision> AlreadyHandled(
        Moderatable found,
        Decision wish,
        CancellationToken stop
    )
    {
        var isAsWished =
            wish.Act is not (Act.PutBack or Act.LookAgain) && found.State() == wish.Act.To();
        return wish with
        {
            Said = $"{found.Whose} was already handled: {found.State().Standing()}.",
            CanUndo = isAsWished,
            Trust =
                isAsWished && wish.Act is Act.Trust
                    ? await JustTrusted(found, wish.At, stop)
                    : null,
        };
    }

    private async Task<Guid?> Trust(Moderatable found, DateTimeOffset now, CancellationToken stop)
    {
        if (found.Source is not { } source || await Known(source).AnyAsync(stop))
        {
            return null;
        }

        var trusted = new TrustedSource(source.Kind, source.Value, now);
        db.TrustedSources.Add(trusted);
        return trusted.Id.Value;
    }

    private async Task<Guid?> JustTrusted(
        Moderatable found,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var known = found.Source is { } source
            ? await Known(source).SingleOrDefaultAsync(stop)
            : null;
        return known is not null && now - known.TrustedAt < SameClick ? known.Id.Value : null;
    }

    private IQueryable<TrustedSource> Known((SourceKind Kind, string Value) source)
    {
        var (kind, value) = source;
        return db.TrustedSources.Where(t => t.Kind == kind && t.Value == value);
    }

    private async Task<Decision> UndoOnce(
        Decision taken,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var found = await Moderatable.Find(db, taken.Kind, taken.Item, stop);
        var undone = taken with { CanUndo = false, Trust = null };
        if (found is null)
        {
            return undone with { Said = "That was already handled." };
        }

        if (found.State() != taken.Act.To())
        {
            return undone with
            {
                Said = $"{found.Whose} was already handled: {found.State().Standing()}.",
            };
        }

        _ = taken.Act switch
        {
            Act.PutBack => found.Bin(now),
            Act.TakeDown => found.Publish(),
            _ => found.Hold(),
        };
        if (taken.Trust is { } trust)
        {
            var id = new Id<TrustedSource>(trust);
            db.TrustedSources.RemoveRange(
                await db.TrustedSources.Where(t => t.Id == id).ToListAsync(stop)
            );
        }

        await db.SaveChangesAsync(stop);
        Note($"undo {taken.Act}", found.Whose);
        return undone with { Said = $"Undone. {found.Whose}: {found.State().Standing()}." };
    }

    private async Task<Decision> Handle(Guid item, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var id = new Id<Report>(item);
        var report = await db.Reports.SingleOrDefaultAsync(r => r.Id == id, stop);
        if (report is null || report.HandledAt is not null)
        {
            return new Decision(
                ItemKind.Report,
                item,
                Act.Done,
                now,
                "That report was already handled.",
                report?.HandledAt is not null
            );
        }

        report.Handle(now);
        await db.SaveChangesAsync(stop);
        Note("Done", "report");
        return new Decision(ItemKind.Report, item, Act.Done, now, "Report done with.", true);
    }

    private async Task<Decision> Reopen(Decision taken, CancellationToken stop)
    {
        var id = new Id<Report>(taken.Item);
        var report = await db.Reports.SingleOrDefaultAsync(r => r.Id == id, stop);
        report?.Reopen();
        await db.SaveChangesAsync(stop);
        Note("undo Done", "report");
        return taken with
        {
            CanUndo = false,
            Said = "Undone. The report waits in the queue again.",
        };
    }

    private void Note(string what, string whose) =>
        events.Decided(me.Handle, what, Redact.Mail(whose));
}
