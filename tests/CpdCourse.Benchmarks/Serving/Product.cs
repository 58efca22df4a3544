using System.Globalization;

namespace CpdCourse.Benchmarks.Serving;

/// <summary>The published product with its data: loaded once for each size, and copied for each run, because a run writes.</summary>
internal sealed class Product(Wish wish)
{
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
        if (!System.IO.File.Exists(done))
        {
            using var server = await Run(loaded, "/healthz", stop);
            await System.IO.File.WriteAllTextAsync(done, "", stop);
        }

        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(loaded, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(loaded, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            System.IO.File.Copy(file, copy);
        }
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
