using System.IO.Compression;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Transfer;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Setup;

/// <summary>A backup counts only after a restore that was compared.</summary>
public sealed class BackupTests : IDisposable
{
    private const string OfAFile = "A backup is one of SQLite's file; PostgreSQL has pg_dump.";
    private readonly string folder = Directory.CreateTempSubdirectory("backups-").FullName;

    [Fact]
    public async Task R10_a_restored_course_holds_everything_and_knows_who_was_signed_in()
    {
        Assert.SkipWhen(PostgresServer.IsThere, OfAFile);
        string file;
        string cookie;
        await using (var site = new CourseSite())
        {
            await site.APost("Maria", "Soup", "Words.", 12);
            cookie = await site.CookieOf("maria@example.org");
            file = await Make(site);
        }

        (await RestoreBackup.Verify(file, CancellationToken.None)).Rows["Posts"].ShouldBe(1);
        var place = Path.Combine(folder, "restored");
        var restore = new RestoreBackup(new DataSettings { Folder = place });
        await restore.From(file, over: false, CancellationToken.None);
        var contents = await restore.From(file, over: true, CancellationToken.None);
        contents.Files.Keys.ShouldContain(f => f.StartsWith("keys/"));

        await using var again = CourseSite.On(place);
        (await again.Read(db => db.Posts.Select(p => p.Title).SingleAsync())).ShouldBe("Soup");
        var browser = again.Visitor();
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        (await browser.GetStringAsync("/me")).ShouldContain("Your 23 Things");
    }

    [Fact]
    public async Task R10_what_a_killed_backup_left_half_made_goes_with_a_later_one()
    {
        Assert.SkipWhen(PostgresServer.IsThere, OfAFile);
        await using var site = new CourseSite();
        string[] left = [".course-20260101-030000.making", ".course-20260101-030000.making.zip"];
        var recent = $".course-{site.Clock.Now.AddHours(-1):yyyyMMdd-HHmmss}.making";
        Directory.CreateDirectory(Path.Combine(folder, left[0], "keys"));
        Directory.CreateDirectory(Path.Combine(folder, recent));
        await File.WriteAllTextAsync(Path.Combine(folder, left[1]), "half");
        await File.WriteAllTextAsync(Path.Combine(folder, ".course-mine.making"), "somebody’s");

        var file = await Make(site);

        Directory
            .GetFileSystemEntries(folder)
            .Select(Path.GetFileName)
            .ShouldBe([Path.GetFileName(file), recent, ".course-mine.making"], ignoreOrder: true);
    }

    [Fact]
    public async Task R10_a_course_that_is_there_is_not_replaced_unasked()
    {
        Assert.SkipWhen(PostgresServer.IsThere, OfAFile);
        await using var site = new CourseSite();
        var file = await Make(site);
        var restore = new RestoreBackup(new DataSettings { Folder = site.Folder });

        var problem = await Should.ThrowAsync<BackupException>(() =>
            restore.From(file, over: false, CancellationToken.None)
        );

        problem.Message.ShouldStartWith("There is a course in the data folder already");
    }

    [Theory]
    [InlineData("shortened")]
    [InlineData("changed")]
    [InlineData("missing")]
    [InlineData("outside")]
    [InlineData("no zip")]
    public async Task R10_a_backup_that_is_not_whole_is_refused_and_changes_nothing(string how)
    {
        Assert.SkipWhen(PostgresServer.IsThere, OfAFile);
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.", 12);
        var file = await Make(site);
        await Spoil(file, how);
        var before = await site.Read(db => db.Posts.CountAsync());

        await Should.ThrowAsync<BackupException>(() =>
            RestoreBackup.Verify(file, CancellationToken.None)
        );
        await Should.ThrowAsync<BackupException>(() =>
            new RestoreBackup(new DataSettings { Folder = site.Folder }).From(
                file,
                over: true,
                CancellationToken.None
            )
        );

        (await site.Read(db => db.Posts.CountAsync())).ShouldBe(before);
        File.Exists(Path.Combine(folder, "..", "escaped.txt")).ShouldBeFalse();
    }

    [Fact]
    public async Task R10_a_backup_is_made_every_day()
    {
        Assert.SkipWhen(PostgresServer.IsThere, OfAFile);
        await using var site = new CourseSite();

        await site.RunRecurring();

        var made = Directory
            .GetFiles(Path.Combine(site.Folder, DailyBackup.Folder))
            .ShouldHaveSingleItem();
        (await RestoreBackup.Verify(made, CancellationToken.None)).Rows["Things"].ShouldBe(23);
    }

    [Fact]
    public void R10_seven_days_and_four_weeks_stay_and_what_has_another_name()
    {
        var day = new DateTime(2026, 11, 21, 3, 15, 0, DateTimeKind.Utc);
        var files = Enumerable
            .Range(0, 60)
            .Select(n => $"course-{day.AddDays(-n):yyyyMMdd-HHmmss}.zip")
            .Append($"course-{day.AddHours(2):yyyyMMdd-HHmmss}.zip")
            .Append("course-before-the-move.zip")
            .ToList();

        var kept = DailyBackup.Kept(files);

        kept.ShouldContain("course-20261121-051500.zip");
        kept.ShouldNotContain("course-20261121-031500.zip");
        kept.ShouldContain("course-20261115-031500.zip");
        kept.ShouldContain("course-20261108-031500.zip");
        kept.ShouldContain("course-20261101-031500.zip");
        kept.ShouldContain("course-before-the-move.zip");
        kept.Count.ShouldBe(7 + 2 + 1);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<string> Make(CourseSite site) =>
        site.Within(s => s.GetRequiredService<MakeBackup>().Into(folder, CancellationToken.None));

    private static async Task Spoil(string file, string how)
    {
        if (how == "no zip")
        {
            await File.WriteAllTextAsync(file, "Dear diary");
            return;
        }

        if (how == "shortened")
        {
            await using var cut = File.OpenWrite(file);
            cut.SetLength(cut.Length / 2);
            return;
        }

        using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
        if (how == "outside")
        {
            var list = zip.GetEntry(Backup.List)!;
            string text;
            using (var reader = new StreamReader(list.Open()))
            {
                text = await reader.ReadToEndAsync();
            }

            list.Delete();
            await using var writer = new StreamWriter(zip.CreateEntry(Backup.List).Open());
            await writer.WriteAsync(
                text.Replace("\"Files\":{", "\"Files\":{\"../escaped.txt\":\"00\",")
            );
            await using var escaped = new StreamWriter(zip.CreateEntry("../escaped.txt").Open());
            await escaped.WriteAsync("x");
            return;
        }

        var database = zip.GetEntry(Backup.Database)!;
        database.Delete();
        if (how == "changed")
        {
            await using var other = new StreamWriter(zip.CreateEntry(Backup.Database).Open());
            await other.WriteAsync("not a database");
        }
    }
}
