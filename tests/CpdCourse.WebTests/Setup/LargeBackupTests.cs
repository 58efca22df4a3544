using System.Diagnostics;
using System.Globalization;
using CpdCourse.Data;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Transfer;
using CpdCourse.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Setup;

/// <summary>
/// A course that is too large to look through: made, put back, and compared row by row. <c>CPD_BACKUP_MB=1024</c> does it with a gigabyte and says how long each
/// step took.
/// </summary>
public sealed class LargeBackupTests : IDisposable
{
    private const int RowsAtOnce = 2_000;
    private const int Megabyte = 1024 * 1024;
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private static readonly int Size = int.TryParse(
        Environment.GetEnvironmentVariable("CPD_BACKUP_MB"),
        CultureInfo.InvariantCulture,
        out var size
    )
        ? size
        : 12;

    private readonly string folder = Directory.CreateTempSubdirectory("large-").FullName;

    [Fact]
    public async Task R10_a_large_course_is_restored_row_by_row_within_five_minutes()
    {
        Assert.SkipWhen(PostgresServer.IsThere, "A backup is one of SQLite's file.");
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        await site.AComment(post, "Tom", "So it was.");
        var cookie = await site.CookieOf("maria@example.org");
        await Fill(site);
        var restored = Path.Combine(folder, "restored");

        var file = await Timed(
            "backup",
            () =>
                site.Within(s =>
                    s.GetRequiredService<MakeBackup>().Into(folder, CancellationToken.None)
                )
        );
        var contents = await Timed(
            "verify",
            () => RestoreBackup.Verify(file, CancellationToken.None)
        );
        var began = Stopwatch.GetTimestamp();
        await Timed(
            "restore",
            () =>
                new RestoreBackup(new DataSettings { Folder = restored }).From(
                    file,
                    over: false,
                    CancellationToken.None
                )
        );
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(FiveMinutes);
        Say($"{contents.Rows["Comments"]:N0} comments");

        var there = Path.Combine(restored, Backup.Database);
        (await SqliteFile.IsWhole(there, CancellationToken.None)).ShouldBeTrue();
        (await SqliteFile.CountRows(there, CancellationToken.None)).ShouldBe(contents.Rows);
        (await OtherRows(site, there, contents.Rows.Keys)).ShouldBe(0);
        await using var again = CourseSite.On(restored);
        using var browser = again.Visitor();
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        (await browser.GetStringAsync("/me")).ShouldContain("Your 23 Things");
        (await browser.GetStringAsync("/@maria/soup")).ShouldContain("So it was.");
    }

    [Fact]
    public async Task R10_people_write_on_while_a_backup_is_made()
    {
        Assert.SkipWhen(PostgresServer.IsThere, "A backup is one of SQLite's file.");
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        await site.AComment(post, "Tom", "So it was.");
        await Fill(site);

        var making = site.Within(s =>
            s.GetRequiredService<MakeBackup>().Into(folder, CancellationToken.None)
        );
        var (written, longest) = (0, TimeSpan.Zero);
        do
        {
            var began = Stopwatch.GetTimestamp();
            await site.AComment(post, "Tom", $"No. {written++}");
            var took = Stopwatch.GetElapsedTime(began);
            longest = took > longest ? took : longest;
        } while (!making.IsCompleted);

        Say($"{written} comments meanwhile, the slowest in {longest.TotalMilliseconds:N0} ms");
        longest.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        var contents = await RestoreBackup.Verify(await making, CancellationToken.None);
        contents
            .Rows["Comments"]
            .ShouldBeLessThanOrEqualTo(await site.Read(db => db.Comments.LongCountAsync()));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Comments like the first one, with words of their own.
    private static async Task Fill(CourseSite site)
    {
        var columns = await site.Read(db =>
            db.Database.SqlQueryRaw<string>(
                    "SELECT name AS Value FROM pragma_table_info('Comments')"
                )
                .ToListAsync()
        );
        var values = columns.Select(name =>
            name switch
            {
                "Id" => "randomblob(16)",
                "Number" => "more.n",
                "Text" => "first.Text || ' ' || hex(randomblob(500))",
                "Html" => "'<p>' || hex(randomblob(500)) || '</p>'",
                _ => $"first.\"{name}\"",
            }
        );
        var names = string.Join(", ", columns.Select(name => $"\"{name}\""));
        for (var from = 2; await Length(site) < Size; from += RowsAtOnce)
        {
            var sql = $"""
                WITH RECURSIVE more(n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM more WHERE n < {from
                    + RowsAtOnce
                    - 1})
                INSERT INTO "Comments" ({names})
                SELECT {string.Join(", ", values)} FROM more, "Comments" AS first WHERE first."Number" = 1
                """;
            await site.Read(db => db.Database.ExecuteSqlRawAsync(sql));
            await site.Read(db =>
                db.Posts.ExecuteUpdateAsync(set =>
                    set.SetProperty(p => p.LastComment, from + RowsAtOnce)
                )
            );
        }
    }

    // In megabytes, with what is still in the log.
    private static Task<long> Length(CourseSite site) =>
        site.Read(async db =>
        {
            var pages = await db
                .Database.SqlQueryRaw<long>("SELECT page_count AS Value FROM pragma_page_count()")
                .SingleAsync();
            var size = await db
                .Database.SqlQueryRaw<long>("SELECT page_size AS Value FROM pragma_page_size()")
                .SingleAsync();
            return pages * size / Megabyte;
        });

    /// <summary>Rows that one of the two has and the other has not.</summary>
    private static async Task<long> OtherRows(
        CourseSite site,
        string restored,
        IEnumerable<string> tables
    )
    {
        await using var both = new SqliteConnection(
            $"Data Source={Path.Combine(site.Folder, Backup.Database)};Pooling=False"
        );
        await both.OpenAsync();
        await using var command = both.CreateCommand();
        command.CommandText = $"ATTACH '{restored}' AS restored";
        await command.ExecuteNonQueryAsync();
        var others = 0L;
        // The table that FTS5 shows is made of those beside it.
        foreach (var table in tables.Where(t => t != "Search"))
        {
            foreach (var (one, other) in new[] { ("main", "restored"), ("restored", "main") })
            {
                command.CommandText =
                    $"SELECT count(*) FROM (SELECT * FROM {one}.\"{table}\" EXCEPT SELECT * FROM {other}.\"{table}\")";
                others += (long)(await command.ExecuteScalarAsync())!;
            }
        }

        return others;
    }

    private static async Task<T> Timed<T>(string what, Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        var made = await work();
        Say($"{what}: {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s");
        if (made is string file)
        {
            Say($"{new FileInfo(file).Length / Megabyte} MB");
        }

        return made;
    }

    private static void Say(string line)
    {
        if (Environment.GetEnvironmentVariable("CPD_BACKUP_MB") is not null)
        {
            Console.WriteLine($"{Size} MB: {line}");
        }
    }
}
