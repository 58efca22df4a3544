namespace CpdCourse.WebTests.House;

/// <summary>The pages of docs/reference, found from wherever the tests were built to.</summary>
internal static class Reference
{
    public static string[] Lines(string page)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CpdCourse.sln")))
        {
            folder = folder.Parent;
        }

        return folder is null
            ? throw new InvalidOperationException("The tests run outside the repository.")
            : File.ReadAllLines(Path.Combine(folder.FullName, "docs", "reference", page));
    }
}
