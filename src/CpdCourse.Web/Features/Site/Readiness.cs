using System.Data.Common;
using CpdCourse.Data;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Site;

/// <summary>
/// Whether this node should be sent requests (trust.md R13): the database takes writes and has the right shape, there is room on the disk, and work does
/// not pile up. Says which of these is wrong in one word, and nothing of versions or places.
/// </summary>
internal sealed class Readiness(CourseDb db, DataSettings data, TimeProvider clock)
{
    private const long LeastFree = 50L << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <returns>Null when it is ready.</returns>
    public async Task<string?> Problem(CancellationToken stop)
    {
        try
        {
            if (!await TakesWrites(stop))
            {
                return "database";
            }

            if ((await db.Database.GetPendingMigrationsAsync(stop)).Any())
            {
                return "schema";
            }

            if (new DriveInfo(data.In("")).AvailableFreeSpace < LeastFree)
            {
                return "disk";
            }

            return await PilesUp(stop) ? "jobs" : null;
        }
        catch (Exception problem)
            when (problem is DbException or IOException or InvalidOperationException)
        {
            return "database";
        }
    }

    // A write that is undone: on a full or read-only disk it fails.
    private async Task<bool> TakesWrites(CancellationToken stop)
    {
        await using var transaction = await db.Begin(stop);
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO \"SiteNotes\" (\"Key\", \"Value\") VALUES ('ready', '')",
            stop
        );
        return true;
    }

    private Task<bool> PilesUp(CancellationToken stop)
    {
        var before = clock.GetUtcNow() - Patience;
        return db.Jobs.AnyAsync(
            j => j.ParkedAt == null && j.DueAt < before && j.LeasedUntil == null,
            stop
        );
    }
}
