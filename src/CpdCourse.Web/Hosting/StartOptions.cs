namespace CpdCourse.Web.Hosting;

/// <summary>What the command line says before settings are read.</summary>
internal static class StartOptions
{
    /// <summary>Where the demo course is kept unless Data:Folder names another place.</summary>
    public const string DemoFolder = "demo-data";

    /// <summary><c>--demo</c> is a flag; the configuration wants a value behind every name.</summary>
    public static WebApplicationOptions From(string[] args) =>
        new()
        {
            Args = Plain(args),
            // "dotnet run" starts in the caller's folder: pages and static files are found beside the program all the same.
            ContentRootPath = FindContentRoot(args),
        };

    public static string[] Plain(string[] args) => [.. args.Where(a => a != "--demo")];

    public static bool WantsDemo(string[] args) => args.Contains("--demo", StringComparer.Ordinal);

    private static string? FindContentRoot(string[] args)
    {
        var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));
        return File.Exists(Path.Combine(project, "CpdCourse.Web.csproj")) ? project
            : args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase))
                ? null
            : AppContext.BaseDirectory;
    }
}
