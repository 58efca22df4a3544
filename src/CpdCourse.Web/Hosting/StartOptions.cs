namespace CpdCourse.Web.Hosting;

/// <summary>What the command line says before settings are read.</summary>
internal static class StartOptions
{
    /// <summary><c>--demo</c> is a flag; the configuration wants a value behind every name.</summary>
    public static WebApplicationOptions From(string[] args) =>
        new()
        {
            Args = [.. args.Where(a => a != "--demo")],
            // "dotnet run" starts in the caller's folder: pages and static files are found beside the program all the same.
            ContentRootPath = FindContentRoot(),
        };

    public static bool WantsDemo(string[] args) => args.Contains("--demo", StringComparer.Ordinal);

    private static string FindContentRoot()
    {
        var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));
        return File.Exists(Path.Combine(project, "CpdCourse.Web.csproj")) ? project : AppContext.BaseDirectory;
    }
}
