using CpdCourse.UnitTests.Linking;

namespace CpdCourse.UnitTests.House;

/// <summary>A file of the repository with its path as it is written in messages: relative, with forward slashes.</summary>
internal sealed record Source(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>"Writing" for a file under Features/Writing; null elsewhere.</summary>
    public string? Area
    {
        get
        {
            const string features = "src/CpdCourse.Web/Features/";
            return
                Path.StartsWith(features, StringComparison.Ordinal)
                && Path[features.Length..].Split('/') is [var area, _, ..]
                ? area
                : null;
        }
    }

    public int LineOf(int position) => Text.AsSpan(0, position).Count('\n') + 1;
}

/// <summary>The files that people write: nothing built, nothing generated.</summary>
internal static class Sources
{
    private static readonly string[] Skipped = ["/obj/", "/bin/", "/Migrations/", "/TestResults/"];

    public static IEnumerable<Source> In(string folder, params string[] endings)
    {
        var root = System.IO.Path.Combine(Repository.Root, folder);
        return Directory.Exists(root)
            ?
            [
                .. Directory
                    .EnumerateFiles(root, "*", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
                    .Select(file =>
                        (
                            File: file,
                            Path: System
                                .IO.Path.GetRelativePath(Repository.Root, file)
                                .Replace('\\', '/')
                        )
                    )
                    .Where(each =>
                        endings.Any(e => each.Path.EndsWith(e, StringComparison.Ordinal))
                        && !Skipped.Any(s => each.Path.Contains(s, StringComparison.Ordinal))
                    )
                    .Select(each => new Source(each.Path, File.ReadAllText(each.File))),
            ]
            : [];
    }

    public static string Read(string path) =>
        File.ReadAllText(System.IO.Path.Combine(Repository.Root, path));
}
