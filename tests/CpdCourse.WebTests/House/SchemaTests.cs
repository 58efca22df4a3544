using CpdCourse.Data;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CpdCourse.WebTests.House;

public sealed class SchemaTests
{
    [Fact]
    public async Task The_SQLite_migrations_hold_the_whole_model()
    {
        await using var site = new CourseSite();
        await using var db = new SqliteCourseDb(
            new DbContextOptionsBuilder<SqliteCourseDb>()
                .UseSqlite("Data Source=:memory:")
                .UseApplicationServiceProvider(site.Services)
                .Options
        );

        db.Database.HasPendingModelChanges()
            .ShouldBeFalse("The model changed: ./dev migration NAME");
    }

    [Fact]
    public async Task The_PostgreSQL_migrations_hold_the_whole_model()
    {
        await using var site = new CourseSite();
        // No server is asked: the question is about the model.
        await using var db = new PostgresCourseDb(
            new DbContextOptionsBuilder<PostgresCourseDb>()
                .UseNpgsql("Host=localhost;Database=course")
                .UseApplicationServiceProvider(site.Services)
                .Options
        );

        db.Database.HasPendingModelChanges()
            .ShouldBeFalse("The model changed: ./dev migration NAME");
    }

    [Fact]
    public async Task Both_databases_have_the_same_migrations()
    {
        await using var site = new CourseSite();
        await using var sqlite = new SqliteCourseDb(
            new DbContextOptionsBuilder<SqliteCourseDb>()
                .UseSqlite("Data Source=:memory:")
                .UseApplicationServiceProvider(site.Services)
                .Options
        );
        await using var postgres = new PostgresCourseDb(
            new DbContextOptionsBuilder<PostgresCourseDb>()
                .UseNpgsql("Host=localhost")
                .UseApplicationServiceProvider(site.Services)
                .Options
        );

        Names(sqlite).ShouldBe(Names(postgres), "A migration was made for one database only.");
    }

    [Fact]
    public async Task An_empty_file_becomes_a_database_each_step_whole_or_not_at_all()
    {
        await using var site = new CourseSite();
        var file = Path.Combine(site.Folder, "empty.db");
        await using var db = new SqliteCourseDb(
            new DbContextOptionsBuilder<SqliteCourseDb>()
                .UseSqlite($"Data Source={file};Pooling=False")
                .UseApplicationServiceProvider(site.Services)
                .ConfigureWarnings(w =>
                    w.Throw(RelationalEventId.NonTransactionalMigrationOperationWarning)
                )
                .Options
        );

        await db.Database.MigrateAsync();

        (await db.Things.CountAsync()).ShouldBe(0);
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    private static string[] Names(CourseDb db) =>
        [.. db.Database.GetMigrations().Select(m => m.Split('_', 2)[1])];
}
