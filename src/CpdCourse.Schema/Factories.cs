using CpdCourse.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.Schema;

internal static class DesignTime
{
    // The account tables depend on Identity's schema version, which the context asks of the application's services.
    public static IServiceProvider Services { get; } =
        new ServiceCollection()
            .Configure<IdentityOptions>(options =>
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3
            )
            .BuildServiceProvider();
}

internal sealed class SqliteFactory : IDesignTimeDbContextFactory<SqliteCourseDb>
{
    public SqliteCourseDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<SqliteCourseDb>()
                .UseSqlite("Data Source=:memory:")
                .UseApplicationServiceProvider(DesignTime.Services)
                .Options
        );
}

internal sealed class PostgresFactory : IDesignTimeDbContextFactory<PostgresCourseDb>
{
    public PostgresCourseDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<PostgresCourseDb>()
                .UseNpgsql("Host=localhost;Database=course")
                .UseApplicationServiceProvider(DesignTime.Services)
                .Options
        );
}
