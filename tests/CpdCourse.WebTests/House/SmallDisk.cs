using System.Diagnostics;

namespace CpdCourse.WebTests.House;

/// <summary>A disk of a few megabytes (tmpfs).</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Null when this system does not let us.</summary>
    public static async Task<SmallDisk?> Mount(int megabytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var disk = new SmallDisk(Directory.CreateTempSubdirectory("small-").FullName);
        if (await Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "none", disk.Folder))
        {
            return disk;
        }

        Directory.Delete(disk.Folder);
        return null;
    }

    /// <summary>To the last byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(
            Ballast,
            FileMode.Append,
            FileAccess.Write,
            FileShare.Read,
            0
        );
        for (var bytes = 1 << 20; bytes > 0; )
        {
            try
            {
                file.Write(new byte[bytes]);
            }
            catch (IOException)
            {
                bytes /= 2;
            }
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void Dispose()
    {
        Run("umount", Folder).GetAwaiter().GetResult();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<bool> Run(string program, params string[] args)
    {
        using var running = Process.Start(
            new ProcessStartInfo(program, args)
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        await running.StandardError.ReadToEndAsync();
        await running.WaitForExitAsync();
        return running.ExitCode == 0;
    }
}
