using CpdCourse.Data;
using CpdCourse.Testing;
using CpdCourse.WebTests.House;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CpdCourse.WebTests.Nodes;

/// <summary>A course goes from its file to PostgreSQL by the program's own command.</summary>
public sealed class MoveTests(CourseToMove course) : IClassFixture<CourseToMove>, IAsyncLifetime
{
    private const int Gate = 99;
    private CourseSite moved = null!;

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsThere, "There is nowhere to move to.");
        moved = CourseSite.Empty();
        moved.Clock.Advance(course.Site.Clock.Now - moved.Clock.Now);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (moved is not null)
        {
            await moved.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_moved_course_answers_the_same_pages_and_knows_who_was_signed_in()
    {
        var (code, output, errors) = await Move(moved.Database);

        errors.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ShouldContain("Moved and compared: ");
        using var before = course.Site.Visitor();
        using var after = moved.Visitor();
        foreach (var page in await course.Pages())
        {
            var there = await CourseToMove.Shown(after, page);
            var here = await CourseToMove.Shown(before, page);
            there.Except(here).Concat(here.Except(there)).ShouldBeEmpty(page);
            there.ShouldBe(here, page);
        }

        (await after.GetStringAsync("/search?q=marzipan")).ShouldContain("Marzipan");
        after.DefaultRequestHeaders.Add("Cookie", course.Cookie);
        (await after.GetStringAsync("/me")).ShouldContain("Your 23 Things");
        (await moved.Read(db => db.Reports.OrderBy(r => r.ReportedAt).FirstAsync())).Words.ShouldBe(
            "Nothing."
        );
    }

    [Fact]
    public async Task Every_table_is_moved_and_the_course_goes_on_with_the_next_number()
    {
        var (_, output, _) = await Move(moved.Database);

        var tables = output
            .Split('\n')
            .Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is [_, _])
            .ToDictionary(words => words[1].Trim(), words => words[0]);
        tables
            .Where(t => t.Value == "0")
            .Select(t => t.Key)
            .ShouldBeEmpty("Nothing shown by those.");
        (await Names())
            .Except(tables.Keys)
            .ShouldBe(["__EFMigrationsHistory", "Search"], ignoreOrder: true);
        (
            await moved.Read(async db =>
            {
                db.UserClaims.Add(course.AClaim());
                return await db.SaveChangesAsync();
            })
        ).ShouldBe(1);
        (await moved.APost("Nora", "Tea", "Words.", 12)).Number.ShouldBeGreaterThan(
            await course.Site.Read(db => db.Posts.MaxAsync(p => p.Number))
        );
    }

    [Fact]
    public async Task A_database_that_holds_a_course_is_refused_and_left_alone()
    {
        await using var other = new CourseSite();
        await other.APost("Nora", "Tea", "Words.", 12);

        var (code, _, errors) = await Move(other.Database);

        code.ShouldBe(1);
        errors.ShouldStartWith("The PostgreSQL database is not empty");
        (await other.Read(db => db.Posts.Select(p => p.Title).SingleAsync())).ShouldBe("Tea");
    }

    [Fact]
    public async Task A_database_of_something_else_is_refused_and_left_alone()
    {
        await using (var there = await Connect())
        {
            await Ask(there, "CREATE TABLE recipes (name text)");
        }

        var (code, _, errors) = await Move(moved.Database);

        code.ShouldBe(1);
        errors.ShouldStartWith("The PostgreSQL database is not empty");
        (await Names()).ShouldBe(["recipes"]);
    }

    [Fact]
    public async Task A_move_that_fails_keeps_nothing_and_can_be_done_again()
    {
        const string growing = """UPDATE "Posts" SET "Title" = "Title" || printf('%300c', 'x')""";
        const string shrinking =
            """UPDATE "Posts" SET "Title" = substr("Title", 1, length("Title") - 300)""";
        await course.While(
            growing,
            shrinking,
            async () =>
            {
                var (code, _, errors) = await Move(moved.Database);
                code.ShouldBe(1);
                errors.ShouldStartWith("Posts could not be copied: value too long");
            }
        );
        (await RowsOf("Things", "AspNetUsers", "Counters", "Posts")).ShouldBe(0);

        (await Move(moved.Database)).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("Counters", "RETURN NULL;", ": 0 ARRIVED")]
    [InlineData("Reports", "NEW.\"Words\" := 'Else.'; RETURN NEW;", " ARRIVED, CHANGED")]
    public async Task What_does_not_arrive_as_it_was_sent_is_told_and_not_kept(
        string table,
        string mischief,
        string told
    )
    {
        await Migrate();
        await Trigger(table, mischief);

        var (code, output, errors) = await Move(moved.Database);

        code.ShouldBe(1);
        output
            .Split('\n')
            .Single(line => line.Contains("ARRIVED"))
            .ShouldSatisfyAllConditions(
                line => line.ShouldContain($"  {table}: "),
                line => line.TrimEnd().ShouldEndWith(told)
            );
        errors.ShouldStartWith($"What arrived is not what was sent: {table}.");
        (await RowsOf("Things", "AspNetUsers", table)).ShouldBe(0);
    }

    [Fact]
    public async Task A_course_that_somebody_writes_to_meanwhile_is_not_moved()
    {
        await Migrate();
        await Trigger("Things", $"PERFORM pg_advisory_xact_lock({Gate}); RETURN NEW;");
        await using var gate = await Connect();
        await Ask(gate, $"SELECT pg_advisory_lock({Gate})");

        var moving = Move(moved.Database);
        while (!moving.IsCompleted && !await SomebodyWaits(gate))
        {
            await Task.Delay(50);
        }

        await course.Site.APost($"Nora {Guid.NewGuid():N}"[..20], "Tea", "Words.", 12);
        await Ask(gate, $"SELECT pg_advisory_unlock({Gate})");

        var (code, _, errors) = await moving;
        code.ShouldBe(1);
        errors.ShouldStartWith("Somebody wrote to the course while it was moved");
        (await RowsOf("Things", "AspNetUsers")).ShouldBe(0);
    }

    [Theory]
    [InlineData(
        "INSERT INTO \"__EFMigrationsHistory\" VALUES ('9999_Later', '99')",
        "DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = '9999_Later'",
        "a newer"
    )]
    [InlineData(
        "ALTER TABLE \"__EFMigrationsHistory\" RENAME TO \"Hidden\"",
        "ALTER TABLE \"Hidden\" RENAME TO \"__EFMigrationsHistory\"",
        "an older"
    )]
    public Task A_course_of_another_version_is_not_moved(string change, string back, string said) =>
        course.While(
            change,
            back,
            async () =>
            {
                var (code, _, errors) = await Move(moved.Database);
                code.ShouldBe(1);
                errors.ShouldStartWith($"The course was made by {said} version of CpdCourse.");
                (await Names()).ShouldBeEmpty();
            }
        );

    [Fact]
    public async Task A_folder_without_a_course_is_told()
    {
        var (code, _, errors) = await Move(moved.Database, moved.Folder);

        code.ShouldBe(1);
        errors.ShouldStartWith("There is no course at ");
    }

    [Fact]
    public async Task A_place_that_cannot_be_read_is_told_in_a_sentence()
    {
        var (code, _, errors) = await Move("nonsense");

        code.ShouldBe(1);
        errors.Trim().ShouldStartWith("ConnectionStrings:Course must be such as ");
        errors.Trim().Split('\n').Length.ShouldBe(1);
    }

    private Task<(int Code, string Output, string Errors)> Move(string to, string? from = null) =>
        RealProgram.Start("move-to-postgres", to, $"--Data:Folder={from ?? course.Site.Folder}");

    private async Task Migrate()
    {
        await using var db = new PostgresCourseDb(
            new DbContextOptionsBuilder<PostgresCourseDb>()
                .UseNpgsql(moved.Database)
                .UseApplicationServiceProvider(course.Site.Services)
                .Options
        );
        await db.Database.MigrateAsync();
    }

    private async Task Trigger(string table, string body)
    {
        await using var there = await Connect();
        await Ask(
            there,
            $"""
            CREATE FUNCTION mischief() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$;
            CREATE TRIGGER mischief BEFORE INSERT ON "{table}" FOR EACH ROW EXECUTE FUNCTION mischief();
            """
        );
    }

    private async Task<string[]> Names()
    {
        await using var there = await Connect();
        return (string[])
            (
                await Ask(
                    there,
                    "SELECT coalesce(array_agg(tablename::text), ARRAY[]::text[]) FROM pg_tables WHERE schemaname = 'public'"
                )
            )!;
    }

    private async Task<long> RowsOf(params string[] tables)
    {
        await using var there = await Connect();
        var rows = 0L;
        foreach (var table in tables)
        {
            rows += (long)(await Ask(there, $"SELECT count(*) FROM \"{table}\""))!;
        }

        return rows;
    }

    private static async Task<bool> SomebodyWaits(NpgsqlConnection there) =>
        await Ask(
            there,
            $"SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = {Gate} AND NOT granted)"
        )
            is true;

    private async Task<NpgsqlConnection> Connect()
    {
        var there = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(moved.Database) { Pooling = false }.ToString()
        );
        await there.OpenAsync();
        return there;
    }

    private static async Task<object?> Ask(NpgsqlConnection there, string sql)
    {
        await using var command = new NpgsqlCommand(sql, there);
        return await command.ExecuteScalarAsync();
    }
}
