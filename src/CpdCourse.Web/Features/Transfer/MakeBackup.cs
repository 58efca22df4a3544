using System.Globalization;
using CpdCourse.Data;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Transfer;

/// <summary>Makes a backup while the site runs: a consistent copy of the database, the keys, and what people uploaded.</summary>
internal sealed class MakeBackup(CourseDb db, DataSettings data, TimeProvider clock)
{
    /// <returns>The archive that was made.</returns>
    /// <exception cref="BackupException">It could not be made.</exception>
    public async Task<string> Into(string folder, CancellationToken stop)
    {
        if (!db.Database.IsSqlite())
        {
            throw new BackupException(
                "This course is on PostgreSQL: copy its database with pg_dump."
            );
        }

        var now = clock.GetUtcNow();
        var name = $"course-{now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        var file = Path.GetFullPath(Path.Combine(folder, $"{name}.zip"));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Sweep(folder, now);
        var work = Directory.CreateDirectory(Path.Combine(folder, $".{name}.making")).FullName;
        try
        {
            var copy = Path.Combine(work, Backup.Database);
            File.Delete(copy);
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}", stop);
            foreach (var each in Backup.Folders.Where(f => Directory.Exists(data.In(f))))
            {
                CopyFolder(data.In(each), Path.Combine(work, each));
            }

            var packed = $"{work}.zip";
            File.Delete(packed);
            await Backup.Pack(work, packed, now, stop);
            File.Move(packed, file, overwrite: true);
        }
        catch (Exception problem)
            when (problem
                    is IOException
                        or UnauthorizedAccessException
                        or Microsoft.Data.Sqlite.SqliteException
            )
        {
            throw new BackupException($"The backup could not be made: {problem.Message}", problem);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }

        return file;
    }

    // What a program that was killed left half made: as large as the course itself, and of no use to anybody.
    private static void Sweep(string folder, DateTimeOffset now)
    {
        foreach (var left in Directory.GetFileSystemEntries(folder, ".course-*.making*"))
        {
            var name = Path.GetFileName(left).Split('.')[1];
            if (DailyBackup.MadeAt(name) is not { } made || made > now.UtcDateTime.AddDays(-1))
            {
                continue;
            }

            if (Directory.Exists(left))
            {
                Directory.Delete(left, recursive: true);
            }
            else
            {
                File.Delete(left);
            }
        }
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}

/// <summary>Once a day; seven days and four weeks stay.</summary>
internal sealed class DailyBackup(MakeBackup make, CourseDb db, DataSettings data) : IRecurring
{
    public const string Folder = "backups";

    public async Task Run(CancellationToken stop)
    {
        if (!db.Database.IsSqlite())
        {
            return;
        }

        await make.Into(data.In(Folder), stop);
        var all = Directory.GetFiles(data.In(Folder), "course-*.zip");
        foreach (var old in all.Except(Kept(all), StringComparer.Ordinal))
        {
            File.Delete(old);
        }
    }

    /// <summary>The newest of each of the last seven days, and of each of the last four weeks, that have one.</summary>
    internal static IReadOnlyList<string> Kept(IEnumerable<string> files)
    {
        var dated = files
            .Select(file => (File: file, Day: DayOf(file)))
            .OrderByDescending(f => f.File, StringComparer.Ordinal)
            .ToList();
        var days = dated.Where(f => f.Day is not null).DistinctBy(f => f.Day).Take(7);
        var weeks = dated
            .Where(f => f.Day is not null)
            .DistinctBy(f => (ISOWeek.GetYear(f.Day!.Value), ISOWeek.GetWeekOfYear(f.Day.Value)))
            .Take(4);
        // What has another name was put there by somebody, and is theirs.
        return
        [
            .. days.Concat(weeks)
                .Concat(dated.Where(f => f.Day is null))
                .Select(f => f.File)
                .Distinct(),
        ];
    }

    /// <summary>When a backup of this name was begun, in UTC; null for a name that none has.</summary>
    internal static DateTime? MadeAt(string name) =>
        DateTime.TryParseExact(
            name,
            "'course-'yyyyMMdd-HHmmss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var made
        )
            ? made
            : null;

    private static DateTime? DayOf(string file) =>
        MadeAt(Path.GetFileNameWithoutExtension(file))?.Date;
}
