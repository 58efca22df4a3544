using CpdCourse.Testing;
using CpdCourse.Web.Features.Setup;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Setup;

/// <summary>A new version meets the database of an old one: it is upgraded whole, or left as it was.</summary>
public sealed class UpgradeTests
{
    private const string Later = "99991231235959_Later";

    [Fact]
    public async Task R9_a_database_of_a_newer_version_is_refused_and_left_alone()
    {
        await using var site = new CourseSite();
        await Downgrade(site);
        await Note(site, $"INSERT INTO \"__EFMigrationsHistory\" VALUES ('{Later}', '99')");
        var before = await Applied(site);

        var problem = await Should.ThrowAsync<UpgradeException>(() => Upgrade(site));

        problem.Message.ShouldStartWith("The database was made by a newer version");
        (await Applied(site)).ShouldBe(before);
        Directory.Exists(Path.Combine(site.Folder, UpgradeSchema.Folder)).ShouldBeFalse();
    }

    [Fact]
    public async Task R9_a_database_of_an_older_version_is_upgraded_with_all_it_holds()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.", 12);
        await Downgrade(site);

        await Upgrade(site);

        (await site.Read(db => db.Database.GetPendingMigrationsAsync())).ShouldBeEmpty();
        (await site.Read(db => db.Posts.SingleAsync())).Title.ShouldBe("Soup");
    }

    [Fact]
    public async Task R9_a_copy_of_the_older_database_is_kept()
    {
        Assert.SkipWhen(PostgresServer.IsThere, "Only a file is copied.");
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.", 12);
        await Downgrade(site);

        await Upgrade(site);

        var kept = Directory
            .GetFiles(Path.Combine(site.Folder, UpgradeSchema.Folder))
            .ShouldHaveSingleItem();
        (await Ask(kept, "SELECT count(*) FROM Posts")).ShouldBe(1L);
        (await Ask(kept, "SELECT count(*) FROM __EFMigrationsHistory")).ShouldBe(1L);
        File.Exists(Db(site) + ".upgrading").ShouldBeFalse();
    }

    [Fact]
    public async Task R9_an_upgrade_that_fails_leaves_the_old_database_as_it_was()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.", 12);
        await Downgrade(site);
        await Block(site);

        var problem = await Should.ThrowAsync<UpgradeException>(() => Upgrade(site));

        problem.Message.ShouldContain("could not be brought up to date");
        (await Applied(site)).Count.ShouldBe(1);
        (await site.Read(db => db.Posts.CountAsync())).ShouldBe(1);
    }

    private static string Db(CourseSite site) => Path.Combine(site.Folder, "course.db");

    private static Task<bool> Upgrade(CourseSite site) =>
        site.Within(async services =>
        {
            await services.GetRequiredService<UpgradeSchema>().Run(CancellationToken.None);
            return true;
        });

    private static Task<int> Note(CourseSite site, string sql) =>
        site.Read(db => db.Database.ExecuteSqlRawAsync(sql));

    // Back to the first version of the schema, by its own way down.
    private static Task<bool> Downgrade(CourseSite site) =>
        site.Read(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First());
            return true;
        });

    private static Task<List<string>> Applied(CourseSite site) =>
        site.Read(async db => (await db.Database.GetAppliedMigrationsAsync()).ToList());

    // What the second version makes is there already, under the same name.
    private static async Task Block(CourseSite site)
    {
        var script = await site.Read(db =>
        {
            var all = db.Database.GetMigrations().ToList();
            return Task.FromResult(db.GetService<IMigrator>().GenerateScript(all[0], all[1]));
        });
        var name = script.Split("CREATE INDEX \"")[1].Split('"')[0];
        await Note(site, $"CREATE TABLE blocker (x int); CREATE INDEX \"{name}\" ON blocker (x)");
    }

    private static async Task<object?> Ask(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
