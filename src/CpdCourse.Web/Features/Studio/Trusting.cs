using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Studio;

/// <summary>A site, or a visitor by the name last used: the address itself is shown to nobody.</summary>
internal sealed record TrustedRow(
    Id<TrustedSource> Id,
    bool IsSite,
    string? Said,
    DateTimeOffset TrustedAt
)
{
    public string Key => Id.Value.ToString("N");

    public string Name => Said ?? "A visitor";
}

/// <summary>Whose words are shown at once, whose are not taken at all, and how that ends.</summary>
internal sealed class Trusting(
    CourseDb db,
    CurrentPersona me,
    SecurityLog events,
    TimeProvider clock
)
{
    private const int Most = 500;

    public async Task<IReadOnlyList<TrustedRow>> Read(CancellationToken stop)
    {
        var sources = await db
            .TrustedSources.AsNoTracking()
            .OrderByDescending(t => t.TrustedAt)
            .Take(Most)
            .ToListAsync(stop);
        var names = await LastNames(
            [.. sources.Where(t => t.Kind is SourceKind.Visitor).Select(t => t.Value)],
            stop
        );
        return
        [
            .. sources.Select(t => new TrustedRow(
                t.Id,
                t.Kind is SourceKind.Host,
                t.Kind is SourceKind.Host ? t.Value : names.GetValueOrDefault(t.Value),
                t.TrustedAt
            )),
        ];
    }

    public Task<List<BlockedSite>> ReadBlocked(CancellationToken stop) =>
        db
            .BlockedSites.AsNoTracking()
            .OrderByDescending(b => b.BlockedAt)
            .Take(Most)
            .ToListAsync(stop);

    /// <summary>What comes from there next is taken again, and waits for an organiser; what was binned stays in the bin.</summary>
    public async Task<Decision> Unblock(Guid site, CancellationToken stop)
    {
        var id = new Id<BlockedSite>(site);
        var gone = await db.BlockedSites.Where(b => b.Id == id).ExecuteDeleteAsync(stop);
        events.Decided(me.Handle, "Unblock", site.ToString("N", Say.Culture));
        return Ended(site, gone, "Blocked no longer. What comes next waits in the queue.");
    }

    // One look through the comments, however many visitors are trusted.
    private async Task<Dictionary<string, string>> LastNames(
        List<string> addresses,
        CancellationToken stop
    )
    {
        var used = await db
            .Comments.Where(c => addresses.Contains(c.VisitorMail))
            .GroupBy(c => new { c.VisitorMail, c.VisitorName })
            .Select(g => new
            {
                Address = g.Key.VisitorMail,
                Name = g.Key.VisitorName,
                Last = g.Max(c => c.WrittenAt),
            })
            .ToListAsync(stop);
        return used.GroupBy(u => u.Address, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.MaxBy(u => u.Last)!.Name, StringComparer.Ordinal);
    }

    /// <summary>What comes from there next waits for an organiser again; what is shown stays.</summary>
    public async Task<Decision> Stop(Guid source, CancellationToken stop)
    {
        var id = new Id<TrustedSource>(source);
        var gone = await db.TrustedSources.Where(t => t.Id == id).ExecuteDeleteAsync(stop);
        events.TrustEnded(me.Handle, source);
        return Ended(source, gone, "Trusted no longer. What comes next waits in the queue.");
    }

    private Decision Ended(Guid what, int gone, string sentence) =>
        new(
            ItemKind.Report,
            what,
            Act.Done,
            clock.GetUtcNow(),
            gone == 1 ? sentence : "That was already handled."
        );
}
