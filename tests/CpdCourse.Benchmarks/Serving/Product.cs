using System.Globalization;

namespace CpdCourse.Benchmarks.Serving;

/// <summary>The published product with its data: loaded once for each size, and copied for each run, because a run writes.</summary>
internal sealed class Product(Wish wish)
{
    // Less than a day: then the course would be backed up while something is measured.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(22);

    private readonly string loaded = Path.Combine(
        wish.Work,
        string.Create(CultureInfo.InvariantCulture, $"demo-{wish.People}")
    );

    /// <summary>What it takes for its own address in links.</summary>
    public static Uri PublicAddress { get; } = new("http://localhost:5023");

    /// <summary>Data of this run.</summary>
    public string Folder { get; } = Path.Combine(wish.Work, "run");

    public CourseFile File => new(Path.Combine(Folder, "course.db"));

    public async Task Load(CancellationToken stop)
    {
        var done = Path.Combine(loaded, "loaded");
        if (
            System.IO.File.GetLastWriteTimeUtc(done)
            < TimeProvider.System.GetUtcNow().UtcDateTime - Fresh
        )
        {
            Empty(loaded);
            using var server = await Run(loaded, "/healthz", stop);
            await BackUp(stop);
            await System.IO.File.WriteAllTextAsync(done, "", stop);
        }

        Empty(Folder);
        foreach (var file in Directory.EnumerateFiles(loaded, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(loaded, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            System.IO.File.Copy(file, copy);
        }
    }

    private static void Empty(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The backup of the day is made within the first minute. No copy of this course makes it again.
    private async Task BackUp(CancellationToken stop)
    {
        var backups = Directory.CreateDirectory(Path.Combine(loaded, "backups"));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        while (!backups.EnumerateFiles("course-*.zip").Any())
        {
            await Task.Delay(TimeSpan.FromSeconds(1), patience.Token);
        }

        // That it was made is noted after it.
        await Task.Delay(TimeSpan.FromSeconds(5), stop);
        backups.Delete(recursive: true);
    }

    public Task<Server> Start(string page, CancellationToken stop) => Run(Folder, page, stop);

    private Task<Server> Run(string folder, string page, CancellationToken stop) =>
        Server.Run(
            [
                Path.Combine(wish.Site, "CpdCourse.Web.dll"),
                "--urls",
                "{address}",
                "--demo",
                wish.People.ToString(CultureInfo.InvariantCulture),
            ],
            Settings(folder),
            page,
            stop
        );

    // One machine plays all visitors: what protects a site from one visitor is lifted, all else is as it comes.
    private static Dictionary<string, string> Settings(string folder) =>
        new(StringComparer.Ordinal)
        {
            ["CPD_Data__Folder"] = folder,
            ["CPD_Site__BaseUrl"] = PublicAddress.GetLeftPart(UriPartial.Authority),
            ["CPD_Limits__CommentsPerTenMinutes"] = "1000000",
            ["CPD_Limits__Connections"] = "100000",
            ["CPD_Limits__HeldPerPost"] = "1000000",
            ["CPD_Limits__PingsPerTenMinutes"] = "10000",
            ["CPD_Limits__PingsPerPostPerMinute"] = "10000",
            ["CPD_Limits__ReadsPerMinute"] = "1000000",
            ["CPD_Limits__SecondsBeforeComment"] = "0",
            ["CPD_Limits__SignInsPerFiveMinutes"] = "10000",
            ["CPD_Limits__WritesPerMinute"] = "1000000",
            // Where the blogs are that link to the course.
            ["CPD_Outbound__AllowPrivateNetworks__0"] = "127.0.0.0/8",
        };
}
