using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using CpdCourse.Data;
using Microsoft.Data.Sqlite;

namespace CpdCourse.Web.Features.Transfer;

/// <summary>A backup cannot be made or used; the message says why, and nothing was changed.</summary>
internal sealed class BackupException(string message, Exception? cause = null)
    : Exception(message, cause);

/// <summary>What a backup holds, written into it: enough to tell later that nothing is missing or changed.</summary>
/// <param name="MadeAt">When.</param>
/// <param name="Rows">How many rows each table of the database has.</param>
/// <param name="Files">SHA-256 of each file, by its name in the archive, with forward slashes.</param>
internal sealed record BackupContents(
    DateTimeOffset MadeAt,
    IReadOnlyDictionary<string, long> Rows,
    IReadOnlyDictionary<string, string> Files
);

/// <summary>The archive itself: a zip with the database, the keys, and a list of both.</summary>
internal static class Backup
{
    public const string Database = "course.db";
    public const string List = "contents.json";

    /// <summary>Folders of the data that go along.</summary>
    public static IReadOnlyList<string> Folders { get; } = ["keys", "media"];

    /// <summary>Packs a folder that holds nothing else.</summary>
    public static async Task Pack(
        string folder,
        string file,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            files[Path.GetRelativePath(folder, path).Replace('\\', '/')] = await Hash(path, stop);
        }

        var rows = await Rows(Path.Combine(folder, Database), stop);
        await File.WriteAllTextAsync(
            Path.Combine(folder, List),
            JsonSerializer.Serialize(new BackupContents(now, rows, files)),
            stop
        );
        await ZipFile.CreateFromDirectoryAsync(folder, file, stop);
    }

    /// <summary>Unpacks an archive into an empty folder and compares everything with its list.</summary>
    /// <exception cref="BackupException">It is no backup, or not whole.</exception>
    public static async Task<BackupContents> Unpack(
        string file,
        string folder,
        CancellationToken stop
    )
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, stop);
            var contents = await ReadList(zip, stop);
            foreach (var (name, hash) in contents.Files)
            {
                var entry = zip.GetEntry(name) ?? throw new BackupException($"{name} is missing.");
                var path = Path.GetFullPath(Path.Combine(folder, name));
                if (
                    !path.StartsWith(
                        Path.GetFullPath(folder) + Path.DirectorySeparatorChar,
                        StringComparison.Ordinal
                    )
                )
                {
                    throw new BackupException($"{name} would lie outside the folder.");
                }

                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await entry.ExtractToFileAsync(path, stop);
                if (await Hash(path, stop) != hash)
                {
                    throw new BackupException($"{name} is not as it was when the backup was made.");
                }
            }

            var rows = await Rows(Path.Combine(folder, Database), stop);
            return
                rows.Count == contents.Rows.Count
                && rows.All(r => contents.Rows.GetValueOrDefault(r.Key, -1) == r.Value)
                ? contents
                : throw new BackupException("The database does not hold the rows that it should.");
        }
        catch (Exception problem)
            when (problem is InvalidDataException or IOException or JsonException or SqliteException
            )
        {
            throw new BackupException(
                $"{Path.GetFileName(file)} is no whole backup: {problem.Message}",
                problem
            );
        }
    }

    private static async Task<BackupContents> ReadList(ZipArchive zip, CancellationToken stop)
    {
        var entry =
            zip.GetEntry(List) ?? throw new BackupException($"It is no backup: {List} is missing.");
        await using var stream = await entry.OpenAsync(stop);
        return
            await JsonSerializer.DeserializeAsync<BackupContents>(stream, cancellationToken: stop)
                is { Files: not null, Rows: not null } contents
            && contents.Files.ContainsKey(Database)
            ? contents
            : throw new BackupException($"{List} does not say what is in it.");
    }

    private static async Task<string> Hash(string path, CancellationToken stop)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexString(await SHA256.HashDataAsync(stream, stop));
    }

    private static async Task<IReadOnlyDictionary<string, long>> Rows(
        string file,
        CancellationToken stop
    ) =>
        await SqliteFile.IsWhole(file, stop)
            ? await SqliteFile.CountRows(file, stop)
            : throw new BackupException("The database is damaged.");
}
