namespace CpdCourse.UnitTests.Linking;

/// <summary>Finds files of the repository from wherever the tests were built to.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Cases(string folder) =>
        Directory
            .EnumerateFiles(
                Path.Combine(Root, "tests", "CpdCourse.UnitTests", "Linking", "cases", folder),
                "*.txt"
            )
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CpdCourse.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
