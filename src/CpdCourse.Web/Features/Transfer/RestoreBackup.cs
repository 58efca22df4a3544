using CpdCourse.Data;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Transfer;

/// <summary>Puts a backup in the place of the data folder's database and keys. The program must not be running on that folder.</summary>
internal sealed class RestoreBackup(DataSettings data)
{
    /// <param name="file">The archive.</param>
    /// <param name="over">Whether a course that is there may be replaced.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="BackupException">The archive is not whole, or a course is there already; nothing was changed.</exception>
    public async Task<BackupContents> From(string file, bool over, CancellationToken stop)
    {
        var database = data.In(Backup.Database);
        if (File.Exists(database) && !over)
        {
            throw new BackupException(
                "There is a course in the data folder already. Name another folder with --Data:Folder, or say --over to replace it."
            );
        }

        var work = Empty(data.In(".restoring"));
        try
        {
            var contents = await Backup.Unpack(file, work, stop);
            // The log of the database that was there must not be taken for this one's.
            SqliteFile.DeleteLog(database);
            File.Move(Path.Combine(work, Backup.Database), database, overwrite: true);
            foreach (var each in Backup.Folders.Where(f => Directory.Exists(Path.Combine(work, f))))
            {
                if (Directory.Exists(data.In(each)))
                {
                    Directory.Delete(data.In(each), recursive: true);
                }

                Directory.Move(Path.Combine(work, each), data.In(each));
            }

            return contents;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Unpacks a backup into a folder of its own and compares it with its list; changes nothing.</summary>
    /// <exception cref="BackupException">The archive is not whole.</exception>
    public static async Task<BackupContents> Verify(string file, CancellationToken stop)
    {
        var work = Directory.CreateTempSubdirectory("verify-").FullName;
        try
        {
            return await Backup.Unpack(file, work, stop);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    // A restoration that was interrupted may have left something.
    private static string Empty(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }
}
