namespace CpdCourse.UnitTests.Markup;

/// <summary>The case files beside these tests, found from where the tests run.</summary>
internal static class TextFiles
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CpdCourse.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "CpdCourse.UnitTests", "Markup");
    }
}
