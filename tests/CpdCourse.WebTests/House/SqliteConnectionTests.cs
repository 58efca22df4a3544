using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

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

    private static Task<List<string>> Setting(CourseSite site, string question) =>
        site.Read(db => db.Database.SqlQueryRaw<string>(question).ToListAsync());
}
