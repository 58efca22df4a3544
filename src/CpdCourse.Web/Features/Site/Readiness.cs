using System.Data.Common;
using CpdCourse.Data;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Site;

/// <summary>
/// Whether this node should be sent requests: the database takes writes and has the right shape, there is room on the disk, and work does
/// not pile up. Says which of these is wrong in one word, and nothing of versions or places.
/// </summary>
internal sealed class Readiness(CourseDb db, Room room, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <returns>Null when it is ready.</returns>
    public async Task<string?> Problem(CancellationToken stop)
    {
        try
        {
            await TakeAWrite(stop);
            return (await db.Database.GetPendingMigrationsAsync(stop)).Any() ? "schema"
                : room.IsShort || room.IsFull ? "disk"
                : await PilesUp(stop) ? "jobs"
                : null;
        }
        catch (BusyException)
        {
            // Nothing is broken, and one more request would wait in vain as well.
            return "busy";
        }
        catch (Exception problem)
            when (problem
                    is DbException
                        or IOException
                        or UnauthorizedAccessException
                        or InvalidOperationException
            )
        {
            return "database";
        }
    }

    // Undone before it is committed, it would touch no disk; committed, it fails on one that is full or read-only, and leaves no row.
    private async Task TakeAWrite(CancellationToken stop)
    {
        await using var transaction = await db.Begin(stop);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "SiteNotes" ("Key", "Value") VALUES ('ready', '');
            DELETE FROM "SiteNotes" WHERE "Key" = 'ready'
            """,
            stop
        );
        await transaction.Commit(stop);
    }

    // A lease that has run out was that of a node which is no more.
    private Task<bool> PilesUp(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var before = now - Patience;
        return db.Jobs.AnyAsync(
            j =>
                j.ParkedAt == null
                && j.DueAt < before
                && (j.LeasedUntil == null || j.LeasedUntil < now),
            stop
        );
    }
}

/// <summary>
/// Keeps what was found for two seconds, and lets one look at a time: a look writes, and a stranger who asks again and again must not make the site write as
/// often.
/// </summary>
internal sealed class KeptReadiness(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim turn = new(1);
    private (string? Problem, long At)? found;

    public async Task<string?> Problem(CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            if (found is not { } last || clock.GetElapsedTime(last.At) >= Fresh)
            {
                await using var scope = scopes.CreateAsyncScope();
                var readiness = scope.ServiceProvider.GetRequiredService<Readiness>();
                last = (await readiness.Problem(stop), clock.GetTimestamp());
                found = last;
            }

            return last.Problem;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
