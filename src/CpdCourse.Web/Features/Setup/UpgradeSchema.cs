using System.Data.Common;
using CpdCourse.Data;
using CpdCourse.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Setup;

/// <summary>The database cannot be used by this version of the program; the message says what to do.</summary>
internal sealed class UpgradeException(string message, Exception? cause = null)
    : StartException(message, cause);

/// <summary>
/// Brings the database to the shape that this version knows. On SQLite the change is made in a checked copy, which takes the file's place only when all
/// went well: a failure, or a power cut in the middle, leaves the old file as it was. Another copy of the old state is kept.
/// </summary>
internal sealed class UpgradeSchema(
    CourseDb db,
    DataSettings data,
    TimeProvider clock,
    ILogger<UpgradeSchema> log
)
{
    internal const string Folder = "upgrades";

    private const int Kept = 3;

    /// <exception cref="UpgradeException">It cannot be done; nothing was changed.</exception>
    public async Task Run(CancellationToken stop)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(stop)).ToList();
        if (applied.Except(known, StringComparer.Ordinal).Any())
        {
            throw new UpgradeException(
                "The database was made by a newer version of CpdCourse, and this one cannot read it. Start that version, or put a copy from before the upgrade in its place."
            );
        }

        if (applied.Count == known.Count)
        {
            return;
        }

        if (applied.Count == 0 || !db.Database.IsSqlite())
        {
            await InPlace(stop);
            return;
        }

        await InACopy(stop);
        log.LogInformation(
            "The database was brought from {Before} to {After}.",
            applied[^1],
            known[^1]
        );
    }

    private async Task InPlace(CancellationToken stop)
    {
        try
        {
            await db.Database.MigrateAsync(stop);
        }
        catch (DbException problem)
        {
            throw new UpgradeException(
                $"The database could not be brought up to date: {problem.Message}",
                problem
            );
        }
    }

    private async Task InACopy(CancellationToken stop)
    {
        var given = db.Database.GetConnectionString()!;
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(given).DataSource);
        var kept = data.In(Path.Combine(Folder, $"course-{clock.GetUtcNow():yyyyMMdd-HHmmss}.db"));
        var copy = file + ".upgrading";
        NeedRoom(file);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        try
        {
            SqliteFile.Delete(copy);
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {kept}", stop);
            await Check(kept, stop);
            File.Copy(kept, copy);
            await Migrate(given, copy, stop);
            await Check(copy, stop);
            await Settle(file, stop);
            File.Move(copy, file, overwrite: true);
        }
        catch (Exception problem)
            when (problem is not (OperationCanceledException or UpgradeException))
        {
            throw new UpgradeException(
                $"The database could not be brought up to date, and is as it was: {problem.Message}",
                problem
            );
        }

        foreach (
            var old in Directory.GetFiles(data.In(Folder), "course-*.db").Order().SkipLast(Kept)
        )
        {
            SqliteFile.Delete(old);
        }
    }

    private async Task Migrate(string given, string copy, CancellationToken stop)
    {
        var there = new SqliteConnectionStringBuilder(given) { DataSource = copy, Pooling = false };
        // By itself the context keeps its connection open, here to the file that is about to be replaced.
        await db.Database.GetDbConnection().CloseAsync();
        db.Database.SetConnectionString(there.ToString());
        try
        {
            await db.Database.MigrateAsync(stop);
        }
        finally
        {
            await db.Database.GetDbConnection().CloseAsync();
            db.Database.SetConnectionString(given);
        }

        await Settle(copy, stop);
    }

    private static async Task Settle(string file, CancellationToken stop)
    {
        if (!await SqliteFile.Settle(file, stop))
        {
            throw new UpgradeException(
                "Another program is using the database, so it was not changed. Stop it, and start this one again."
            );
        }
    }

    private static async Task Check(string file, CancellationToken stop)
    {
        if (!await SqliteFile.IsWhole(file, stop))
        {
            throw new UpgradeException(
                "The database is damaged, so it was not changed. Put a copy in its place."
            );
        }
    }

    private static void NeedRoom(string file)
    {
        var needed = 2 * new FileInfo(file).Length;
        var free = new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace;
        if (free < needed)
        {
            throw new UpgradeException(
                $"The upgrade needs {needed >> 20} MB of free disk for two copies of the database, and there are {free >> 20} MB. Nothing was changed."
            );
        }
    }
}
