using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>What an organiser does about the lines of an import.</summary>
internal sealed class SteerLines(CourseDb db, TakeList take, QueueLines queue)
{
    /// <summary>Says whose they are, by handle. What cannot be a handle, and what stands there already, changes nothing.</summary>
    /// <returns>How many are worked on once more.</returns>
    public Task<int> Name(
        string import,
        IReadOnlyDictionary<Id<ImportedLine>, string> named,
        CancellationToken stop
    ) =>
        Again(
            import,
            LineState.NeedsOwner,
            line =>
                named.TryGetValue(line.Id, out var who)
                && take.Handle(who) is { } handle
                && handle != line.Who
                && line.Name(handle),
            stop
        );

    /// <summary>Has those looked for again that could not be read.</summary>
    /// <returns>How many are.</returns>
    public Task<int> Retry(string import, CancellationToken stop) =>
        Again(
            import,
            LineState.Dead,
            line => BlogAddress.Read(line.Address).IsAddress && line.Retry(),
            stop
        );

    private async Task<int> Again(
        string import,
        LineState state,
        Predicate<ImportedLine> verb,
        CancellationToken stop
    )
    {
        var again = await db.Insist(async () =>
        {
            var lines = await db
                .ImportedLines.Where(l => l.Import == import && l.State == state)
                .ToListAsync(stop);
            var count = lines.Count(l => verb(l));
            await db.SaveChangesAsync(stop);
            return count;
        });
        await queue.Run(stop);
        return again;
    }
}
