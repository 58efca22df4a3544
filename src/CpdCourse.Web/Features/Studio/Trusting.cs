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

/// <summary>Whose words are shown at once, and how that ends.</summary>
internal sealed class Trusting(
    CourseDb db,
    CurrentPersona me,
    TimeProvider clock,
    ILogger<Trusting> log
)
{
    private const int Most = 500;

    public async Task<IReadOnlyList<TrustedRow>> Read(CancellationToken stop) =>
        await db
            .TrustedSources.OrderByDescending(t => t.TrustedAt)
            .Take(Most)
            .Select(t => new TrustedRow(
                t.Id,
                t.Kind == SourceKind.Host,
                t.Kind == SourceKind.Host
                    ? t.Value
                    : db
                        .Comments.Where(c => c.VisitorMail == t.Value)
                        .OrderByDescending(c => c.WrittenAt)
                        .Select(c => c.VisitorName)
                        .FirstOrDefault(),
                t.TrustedAt
            ))
            .ToListAsync(stop);

    /// <summary>What comes from there next waits for an organiser again; what is shown stays.</summary>
    public async Task<Decision> Stop(Guid source, CancellationToken stop)
    {
        var id = new Id<TrustedSource>(source);
        var gone = await db.TrustedSources.Where(t => t.Id == id).ExecuteDeleteAsync(stop);
        log.LogInformation("{Moderator} stopped trusting {Source}.", me.Handle, source);
        return new Decision(
            ItemKind.Report,
            source,
            Act.Done,
            clock.GetUtcNow(),
            gone == 1
                ? "Trusted no longer. What comes next waits in the queue."
                : "That was already handled."
        );
    }
}
