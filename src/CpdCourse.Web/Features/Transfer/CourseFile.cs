using System.Globalization;
using CpdCourse.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CpdCourse.Web.Features.Transfer;

/// <summary>The SQLite file of a course, read as it is at one moment, and not written to.</summary>
internal sealed class CourseFile : IAsyncDisposable
{
    private readonly SqliteCourseDb db;
    private readonly SqliteConnection watch;
    private SqliteTransaction? moment;
    private long version;

    private CourseFile(string connection, IServiceProvider services)
    {
        db = new SqliteCourseDb(
            new DbContextOptionsBuilder<SqliteCourseDb>()
                .UseSqlite(connection)
                .UseApplicationServiceProvider(services)
                .Options
        );
        watch = new SqliteConnection(connection);
    }

    public IRelationalModel Model => db.Model.GetRelationalModel();

    public SqliteConnection Connection => (SqliteConnection)db.Database.GetDbConnection();

    /// <exception cref="MoveException">There is none, it is damaged, or another version of the program made it.</exception>
    public static async Task<CourseFile> Open(
        string file,
        IServiceProvider services,
        CancellationToken stop
    )
    {
        if (!File.Exists(file))
        {
            throw new MoveException(
                $"There is no course at {file}. Name its folder with --Data:Folder=…, or the file with --from."
            );
        }

        if (!await SqliteFile.IsWhole(file, stop))
        {
            throw new MoveException($"{file} is damaged. Put a backup in its place.");
        }

        var read = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        var opened = new CourseFile(read.ToString(), services);
        await opened.Begin(stop);
        return opened;
    }

    /// <summary>Whether somebody has written to it since it was opened.</summary>
    public async Task<bool> WasWrittenTo(CancellationToken stop) => await Version(stop) != version;

    public async ValueTask DisposeAsync()
    {
        if (moment is not null)
        {
            await moment.DisposeAsync();
        }

        await watch.DisposeAsync();
        await db.DisposeAsync();
    }

    private async Task Begin(CancellationToken stop)
    {
        await watch.OpenAsync(stop);
        version = await Version(stop);
        await db.Database.OpenConnectionAsync(stop);
        moment = Connection.BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(moment, stop);
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(stop)).ToList();
        if (!applied.SequenceEqual(known, StringComparer.Ordinal))
        {
            throw new MoveException(
                applied.Except(known, StringComparer.Ordinal).Any()
                    ? "The course was made by a newer version of CpdCourse. Move it with that version."
                    : "The course was made by an older version of CpdCourse. Start this version on it once, which brings it up to date, stop it, and move it then."
            );
        }
    }

    private async Task<long> Version(CancellationToken stop)
    {
        await using var command = watch.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return Convert.ToInt64(
            await command.ExecuteScalarAsync(stop),
            CultureInfo.InvariantCulture
        );
    }
}
