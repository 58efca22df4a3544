using System.Data.Common;
using System.Text.Json;
using System.Xml.Linq;
using CpdCourse.Data;
using CpdCourse.Web.Features.Search;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CpdCourse.Web.Features.Transfer;

/// <summary>A course cannot be moved, or did not arrive whole; the message says why. Nothing of it is in PostgreSQL then.</summary>
internal sealed class MoveException(string message, Exception? cause = null)
    : Exception(message, cause);

/// <summary>
/// Copies a course from its SQLite file into an empty PostgreSQL database, table by table as the model has them, and compares what arrived with what was sent.
/// All of it is one transaction.
/// </summary>
internal sealed class MoveToPostgres(
    CourseDb db,
    IndexAll index,
    DataSettings data,
    IServiceProvider services
)
{
    private long rows;

    /// <param name="file">The SQLite file; that of the data folder unless named.</param>
    /// <param name="tell">Hears how far it is.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>What was moved, in a sentence.</returns>
    /// <exception cref="MoveException">It was not moved.</exception>
    public async Task<string> From(string? file, Action<string> tell, CancellationToken stop)
    {
        if (db is not PostgresCourseDb)
        {
            throw new MoveException(
                "Say where to, such as move-to-postgres \"Host=localhost;Database=course;Username=course;Password=…\"."
            );
        }

        try
        {
            await using var source = await CourseFile.Open(
                Path.GetFullPath(file ?? data.In(Backup.Database)),
                services,
                stop
            );
            return await db.Alone(() => Move(source, tell, stop), stop);
        }
        catch (Exception problem) when (problem is DbException or IOException)
        {
            throw new MoveException(
                $"The course was not moved: {PlainStart.Sentence(problem) ?? problem.Message}",
                problem
            );
        }
    }

    private async Task<string> Move(CourseFile source, Action<string> tell, CancellationToken stop)
    {
        var tables = MovedTable.All(source.Model, db.Model.GetRelationalModel());
        await Prepare(tables, stop);
        await using var transaction = await db.Begin(stop);
        foreach (var table in tables)
        {
            await Copy(table, source, stop);
        }

        tell($"{"Rows", 12}  Table");
        var differing = new List<string>();
        foreach (var table in tables)
        {
            await Compare(table, source, differing, tell, stop);
        }

        if (differing.Count > 0)
        {
            throw new MoveException(
                $"What arrived is not what was sent: {string.Join(", ", differing)}. Nothing was kept in PostgreSQL."
            );
        }

        var keys = await TakeKeys(stop);
        var texts = await index.Run(stop);
        if (await source.WasWrittenTo(stop))
        {
            throw new MoveException(
                "Somebody wrote to the course while it was moved, so it was not. Stop the site, and move it then."
            );
        }

        await transaction.Commit(stop);
        return $"Moved and compared: {rows:N0} rows of {tables.Count} tables. {keys} keys went along, and {texts:N0} texts can be searched.";
    }

    private async Task Prepare(IReadOnlyList<MovedTable> tables, CancellationToken stop)
    {
        var known = db.Database.GetMigrations();
        var applied = (await db.Database.GetAppliedMigrationsAsync(stop)).ToList();
        if (applied.Count == 0 && !await HasTables(stop))
        {
            await db.Database.MigrateAsync(stop);
        }
        else if (!applied.SequenceEqual(known, StringComparer.Ordinal))
        {
            throw NotEmpty();
        }

        foreach (var table in tables)
        {
            if (!await table.IsEmpty(Connection, stop))
            {
                throw NotEmpty();
            }
        }
    }

    private async Task Copy(MovedTable table, CourseFile source, CancellationToken stop)
    {
        try
        {
            await table.Copy(source.Connection, Connection, stop);
            await table.GoOnNumbering(Connection, stop);
        }
        catch (Exception problem)
            when (problem
                    is PostgresException
                        or FormatException
                        or InvalidCastException
                        or JsonException
            )
        {
            var why = (problem as PostgresException)?.MessageText ?? problem.Message;
            throw new MoveException(
                $"{table.Name} could not be copied: {why.TrimEnd('.')}. Nothing was kept in PostgreSQL.",
                problem
            );
        }
    }

    private async Task Compare(
        MovedTable table,
        CourseFile source,
        List<string> differing,
        Action<string> tell,
        CancellationToken stop
    )
    {
        var sent = await table.SumThere(source.Connection, stop);
        var arrived = await table.SumHere(Connection, stop);
        rows += sent.Rows;
        var line = $"{sent.Rows, 12:N0}  {table.Name}";
        if (sent == arrived)
        {
            tell(line);
            return;
        }

        tell($"{line}: {arrived.Rows:N0} ARRIVED{(sent.Rows == arrived.Rows ? ", CHANGED" : "")}");
        differing.Add(table.Name);
    }

    // Whoever is signed in stays so.
    private async Task<int> TakeKeys(CancellationToken stop)
    {
        var folder = data.In("keys");
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.xml") : [];
        foreach (var file in files)
        {
            var key = XElement.Parse(await File.ReadAllTextAsync(file, stop));
            db.SiteNotes.Add(DatabaseKeys.Note(key, Path.GetFileNameWithoutExtension(file)));
        }

        await db.SaveChangesAsync(stop);
        return files.Length;
    }

    private async Task<bool> HasTables(CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name <> '__EFMigrationsHistory')",
            Connection
        );
        return await command.ExecuteScalarAsync(stop) is true;
    }

    private static MoveException NotEmpty() =>
        new(
            "The PostgreSQL database is not empty, and a course is moved into an empty one only. Name another, or drop that one and create it anew."
        );

    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();
}
