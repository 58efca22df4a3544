using System.Globalization;

namespace CpdCourse.Web.Hosting;

/// <summary>What the command line says before settings are read.</summary>
internal static class StartOptions
{
    /// <summary>The command that moves a course to PostgreSQL; behind it stands where.</summary>
    public const string Move = "move-to-postgres";

    // A command says itself what went wrong. Looking whether a database is empty would be logged as a failure.
    private const string Quiet = "--Logging:LogLevel:Microsoft.EntityFrameworkCore=None";

    private const string Flag = "--demo";

    /// <summary><c>--demo</c> is a flag, with or without a number; the configuration wants a value behind every name.</summary>
    public static WebApplicationOptions From(string[] args) =>
        new()
        {
            Args = Plain(args),
            // "dotnet run" starts in the caller's folder: pages and static files are found beside the program all the same.
            ContentRootPath = FindContentRoot(args),
        };

    /// <summary>A word that begins a command, such as <c>backup</c>, or a question about them, instead of what the site is started with. Also a word that is none, so that it is told.</summary>
    public static bool IsCommand(string[] args) =>
        args is [var first, ..]
        && (
            first is "-h" or "-?" or "--help" or "--version"
            || (
                first.Length > 0
                && first.All(c => char.IsAsciiLetterLower(c) || c == '-')
                && first[0] != '-'
            )
        );

    /// <summary><c>--Data:Folder=…</c>: with a command, only these are settings; a path would be taken for the name of one.</summary>
    public static bool IsSetting(string arg) =>
        arg.StartsWith("--", StringComparison.Ordinal)
        && arg.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && arg.IndexOf('=', StringComparison.Ordinal) > colon;

    public static string[] Plain(string[] args)
    {
        if (IsCommand(args))
        {
            return [Quiet, .. args.Where(IsSetting), .. Target(args)];
        }

        var (at, count) = DemoIn(args);
        return [.. args.Where((_, place) => place < at || place >= at + count)];
    }

    public static DemoWish Demo(string[] args)
    {
        var (at, count) = DemoIn(args);
        return new DemoWish(
            count > 0,
            count == 2 ? args[at + 1]
                : count == 1 && args[at].Length > Flag.Length + 1 ? args[at][(Flag.Length + 1)..]
                : null
        );
    }

    // With the settings of the site as it will be.
    private static string[] Target(string[] args) =>
        args is [Move, var connection, ..] && !connection.StartsWith("--", StringComparison.Ordinal)
            ? ["--Database:Provider=Postgres", $"--ConnectionStrings:Course={connection}"]
            : [];

    // The flag, and what stands behind it unless that is the next option.
    private static (int At, int Count) DemoIn(string[] args)
    {
        var at = Array.FindIndex(
            args,
            a => a == Flag || a.StartsWith(Flag + "=", StringComparison.Ordinal)
        );
        return at < 0 ? (0, 0)
            : args[at] == Flag
            && at + 1 < args.Length
            && !args[at + 1].StartsWith("--", StringComparison.Ordinal)
            && !args[at + 1].Contains('=', StringComparison.Ordinal)
                ? (at, 2)
            : (at, 1);
    }

    private static string? FindContentRoot(string[] args)
    {
        var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));
        return File.Exists(Path.Combine(project, "CpdCourse.Web.csproj")) ? project
            : args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase))
                ? null
            : AppContext.BaseDirectory;
    }
}

/// <summary>Whether the demo course is asked for, and how many people more than those it is written with.</summary>
/// <param name="Wanted">It is.</param>
/// <param name="Number">What stands behind it.</param>
internal sealed record DemoWish(bool Wanted, string? Number)
{
    private const int Most = 100_000;

    public int Crowd =>
        Number is not null
        && int.TryParse(Number, NumberStyles.None, CultureInfo.InvariantCulture, out var people)
        && people is > 0 and <= Most
            ? people
            : 0;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Problem =>
        Number is null || Crowd > 0
            ? null
            : $"--demo {Number}: the number of people must be from 1 to {Most}.";

    /// <summary>Where the demo course is kept unless Data:Folder names another place: each size has its own.</summary>
    public string Folder => Crowd == 0 ? "demo-data" : $"demo-data-{Crowd}";
}
