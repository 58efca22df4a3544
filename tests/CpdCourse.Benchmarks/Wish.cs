using System.Globalization;

namespace CpdCourse.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record Wish
{
    public required string Root { get; init; }

    /// <summary>Folder of the published product.</summary>
    public required string Site { get; init; }

    /// <summary>Where the report goes.</summary>
    public required string Report { get; init; }

    /// <summary>People beyond those of the demo course.</summary>
    public int People { get; init; } = 1000;

    public int Rounds { get; init; } = 3;

    public TimeSpan Round { get; init; } = TimeSpan.FromSeconds(5);

    public int Connections { get; init; } = 16;

    /// <summary>Also with this many comments in the database; none leaves that part out.</summary>
    public int Comments { get; init; } = 400_000;

    public bool Quick { get; init; }

    /// <summary>Databases, pages and runs.</summary>
    public required string Work { get; init; }

    /// <summary>Blogs elsewhere that are followed.</summary>
    public int Blogs { get; init; } = 1000;

    /// <summary>How long pages are read while no blog is, to compare with.</summary>
    public TimeSpan Quiet => TimeSpan.FromSeconds(Quick ? 10 : 120);

    /// <summary>How long it is soaked.</summary>
    public TimeSpan Span { get; init; }

    /// <summary>How much its memory may grow meanwhile, in percent.</summary>
    public int MostGrowth { get; init; } = 5;

    public static Wish From(string[] args)
    {
        var root = FindRoot();
        var quick = args.Contains("--quick", StringComparer.Ordinal);
        return new Wish
        {
            Root = root,
            Work = Path.Combine(root, "artifacts", "bench"),
            Site = Value(args, "--site") ?? Path.Combine(root, "artifacts", "bench", "site"),
            Report =
                Value(args, "--report")
                ?? (
                    quick
                        ? Path.Combine(root, "artifacts", "bench", "quick.md")
                        : Path.Combine(root, "docs", "reference", "performance.md")
                ),
            People = Number(args, "--demo", 1000),
            Comments = Number(args, "--comments", quick ? 0 : 400_000),
            Blogs = Number(args, "--blogs", 1000),
            Rounds = Number(args, "--rounds", quick ? 1 : 3),
            Round = TimeSpan.FromSeconds(Number(args, "--seconds", quick ? 1 : 5)),
            Quick = quick,
        };
    }

    /// <summary>The first word is the number of minutes; sixty without. A run that ends while caches still fill may grow more.</summary>
    public static Wish ForSoaking(string[] args)
    {
        var minutes =
            args is [var first, ..] && !first.StartsWith('-')
                ? double.Parse(first, CultureInfo.InvariantCulture)
                : 60;
        return From(args) with
        {
            Work = Value(args, "--work") ?? Path.Combine(FindRoot(), "artifacts", "soak"),
            People = Number(args, "--demo", 100),
            Span = TimeSpan.FromMinutes(minutes),
            MostGrowth = Number(args, "--growth", minutes < 20 ? 25 : 5),
        };
    }

    private static int Number(string[] args, string name, int otherwise) =>
        Value(args, name) is { } typed
            ? int.Parse(typed, NumberStyles.None, CultureInfo.InvariantCulture)
            : otherwise;

    private static string? Value(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CpdCourse.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException("The benchmark runs within the repository.");
    }
}
