using Microsoft.Data.Sqlite;

namespace CpdCourse.Data;

/// <summary>
/// A database file that is looked at as a file: a copy, a backup. Connections to it are not kept, so that it can be moved once they are closed; and what is only
/// looked at is opened for reading, so that nothing is changed by looking.
/// </summary>
public static class SqliteFile
{
    private const string Log = "-wal";
    private const string SharedMemory = "-shm";

    /// <summary>False when SQLite finds damage in it.</summary>
    public static async Task<bool> IsWhole(string file, CancellationToken stop)
    {
        await using var connection = await Open(file, SqliteOpenMode.ReadOnly, stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        return await command.ExecuteScalarAsync(stop) is "ok";
    }

    /// <summary>How many rows each table has; those of the search index count too.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> CountRows(
        string file,
        CancellationToken stop
    )
    {
        await using var connection = await Open(file, SqliteOpenMode.ReadOnly, stop);
        await using var command = connection.CreateCommand();
        var names = new List<string>();
        command.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        await using (var reader = await command.ExecuteReaderAsync(stop))
        {
            while (await reader.ReadAsync(stop))
            {
                names.Add(reader.GetString(0));
            }
        }

        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            command.CommandText =
                $"SELECT count(*) FROM \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            rows[name] = (long)(await command.ExecuteScalarAsync(stop))!;
        }

        return rows;
    }

    /// <summary>Moves what is still in the log into the file and does away with the log: left behind, it would be taken for the log of the file that comes next.</summary>
    /// <returns>False when another program is using the file.</returns>
    public static async Task<bool> Settle(string file, CancellationToken stop)
    {
        SqliteConnection.ClearAllPools();
        await using var connection = await Open(file, SqliteOpenMode.ReadWrite, stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE;";
        await command.ExecuteNonQueryAsync(stop);
        return !File.Exists(file + Log);
    }

    /// <summary>Deletes it with its log, if it is there.</summary>
    public static void Delete(string file)
    {
        File.Delete(file);
        DeleteLog(file);
    }

    /// <summary>Deletes the log alone, before another file takes this one's place.</summary>
    public static void DeleteLog(string file)
    {
        File.Delete(file + Log);
        File.Delete(file + SharedMemory);
    }

    private static async Task<SqliteConnection> Open(
        string file,
        SqliteOpenMode mode,
        CancellationToken stop
    )
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = mode,
                Pooling = false,
            }.ToString()
        );
        await connection.OpenAsync(stop);
        return connection;
    }
}
