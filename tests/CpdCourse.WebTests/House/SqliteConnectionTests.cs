using CpdCourse.Data;
using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.House;

/// <summary>What holds for each connection to the file, whoever opened it.</summary>
public sealed class SqliteConnectionTests
{
    [Fact]
    public async Task A_commit_is_synchronised_and_the_log_is_moved_every_16_MiB()
    {
        Assert.SkipWhen(PostgresServer.IsThere, "These are settings of SQLite.");
        await using var site = new CourseSite();

        (await Setting(site, "PRAGMA journal_mode")).ShouldBe(["wal"]);
        (await Setting(site, "PRAGMA synchronous")).ShouldBe(["2"]);
        (await Setting(site, "PRAGMA foreign_keys")).ShouldBe(["1"]);
        (await Setting(site, "PRAGMA wal_autocheckpoint")).ShouldBe(["4000"]);
        (await Setting(site, "PRAGMA page_size")).ShouldBe(["4096"]);
    }

    [Fact]
    public async Task Who_writes_comments_keeps_more_pages_at_hand_than_others()
    {
        Assert.SkipWhen(PostgresServer.IsThere, "These are settings of SQLite.");
        await using var site = new CourseSite();
        var writes = site.Services.GetRequiredService<GroupedWrites>();

        var first = await writes.Write("first", Pages);
        var next = await writes.Write("next", Pages);

        (first, next).ShouldBe(("-8000", "-8000"));
        (await Setting(site, "PRAGMA cache_size")).ShouldBe(["-1000"]);

        static async Task<string> Pages(CourseDb db) =>
            (await db.Database.SqlQueryRaw<string>("PRAGMA cache_size").ToListAsync())[0];
    }

    private static Task<List<string>> Setting(CourseSite site, string question) =>
        site.Read(db => db.Database.SqlQueryRaw<string>(question).ToListAsync());
}
