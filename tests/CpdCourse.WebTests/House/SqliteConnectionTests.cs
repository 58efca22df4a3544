using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.House;

/// <summary>What holds for each connection to the file, whoever opened it.</summary>
public sealed class SqliteConnectionTests
{
    [Theory]
    [InlineData("PRAGMA journal_mode", "wal")]
    [InlineData("PRAGMA synchronous", "2")]
    [InlineData("PRAGMA foreign_keys", "1")]
    [InlineData("PRAGMA wal_autocheckpoint", "4000")]
    public async Task A_connection_keeps_what_was_acknowledged(string question, string value)
    {
        Assert.SkipWhen(PostgresServer.IsThere, "These are settings of SQLite.");
        await using var site = new CourseSite();

        var found = await site.Read(db => db.Database.SqlQueryRaw<string>(question).ToListAsync());

        found.ShouldBe([value]);
    }
}
