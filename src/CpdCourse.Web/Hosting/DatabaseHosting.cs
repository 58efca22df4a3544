using System.Data.Common;
using CpdCourse.Data;
using CpdCourse.Web.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CpdCourse.Web.Hosting;

internal static class DatabaseHosting
{
    // Each that waits for use holds an open connection with its own cache; a machine has no use for more at once.
    private const int MostContexts = 64;

    public static void AddCourseDb(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<GlanceRefresh>();
        builder.Services.AddSingleton<Changes>();
        builder.Services.AddSingleton<ChangesNoted>();
        builder.Services.AddSingleton<EventsToJobs>();
        builder.Services.AddSingleton<GroupedWrites>();
        var provider = builder.Configuration.GetValue<DatabaseProvider>("Database:Provider");
        if (provider is DatabaseProvider.Sqlite)
        {
            builder.Services.AddSingleton(new WriteTurns());
            builder.Services.AddSingleton<TurnOfCommand>();
            builder.Services.AddSingleton<SqliteConnections>();
            builder.Services.AddDbContextPool<CourseDb, SqliteCourseDb>(
                (services, options) =>
                    options
                        .UseSqlite(SqliteConnection(services))
                        .AddInterceptors(Interceptors(services))
                        .AddInterceptors(
                            services.GetRequiredService<SqliteConnections>(),
                            services.GetRequiredService<TurnOfCommand>()
                        ),
                MostContexts
            );
        }
        else
        {
            builder.Services.AddSingleton(services =>
                NpgsqlDataSource.Create(
                    services.GetRequiredService<IConfiguration>().GetConnectionString("Course")!
                )
            );
            builder.Services.AddSingleton<ThisNode>();
            builder.Services.AddSingleton<TellNodes>();
            builder.Services.AddSingleton<TakeNews>();
            builder.Services.AddHostedService<HearNodes>();
            builder.Services.AddDbContextPool<CourseDb, PostgresCourseDb>(
                (services, options) =>
                    options
                        .UseNpgsql(services.GetRequiredService<NpgsqlDataSource>())
                        .AddInterceptors(Interceptors(services))
                        .AddInterceptors(services.GetRequiredService<TellNodes>())
            );
        }
    }

    private static string SqliteConnection(IServiceProvider services)
    {
        if (
            services.GetRequiredService<IConfiguration>().GetConnectionString("Course") is
            { Length: > 0 } given
        )
        {
            return given;
        }

        var data = services.GetRequiredService<DataSettings>();
        Directory.CreateDirectory(data.In(""));
        return new SqliteConnectionStringBuilder
        {
            DataSource = data.In("course.db"),
            ForeignKeys = true,
            DefaultTimeout = 5,
        }.ToString();
    }

    /// <summary>For a context that writes again and again: the ends of all tables and indexes that comments go to stay at hand.</summary>
    public static async Task KeepMorePages(this CourseDb db)
    {
        if (db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlAsync($"PRAGMA cache_size=-8000");
        }
    }

    private static IInterceptor[] Interceptors(IServiceProvider services) =>
        [
            services.GetRequiredService<EventsToJobs>(),
            services.GetRequiredService<GlanceRefresh>(),
            services.GetRequiredService<ChangesNoted>(),
        ];
}

/// <summary>
/// What holds for each connection to SQLite. A reported commit stays, also over a power cut: write-ahead log with full synchronisation. A connection stays
/// open as long as its context is pooled: to open one costs more than most queries, because functions are registered and these settings made anew.
/// </summary>
internal sealed class SqliteConnections : DbConnectionInterceptor
{
    // The log is moved into the file when it has 16 MiB: a page that fifty comments changed is moved once. See docs/decisions/0035.
    private const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-1000; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (TakesWrites(connection))
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (TakesWrites(connection))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public override ValueTask<InterceptionResult> ConnectionClosingAsync(
        DbConnection connection,
        ConnectionEventData eventData,
        InterceptionResult result
    ) => ValueTask.FromResult(TakesWrites(connection) ? InterceptionResult.Suppress() : result);

    // Whether there is a database, EF asks by a connection that only reads; a file that came from a backup has no log yet, and cannot get one there.
    private static bool TakesWrites(DbConnection connection) =>
        connection is SqliteConnection
        && !connection.ConnectionString.Contains(
            "Mode=ReadOnly",
            StringComparison.OrdinalIgnoreCase
        );
}
