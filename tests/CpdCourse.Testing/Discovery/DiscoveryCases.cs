namespace CpdCourse.Testing;

/// <summary>A page of another site, and the endpoint it names.</summary>
public sealed record DiscoveryCase(string Name, string Path)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public string Type { get; init; } = "text/html; charset=utf-8";

    public bool IsRedirected { get; init; }

    /// <summary>Whole address; null when the page names none.</summary>
    public Uri? Finds { get; init; }

    public string Body { get; init; } = "";

    public override string ToString() => Name;
}

/// <summary>The cases of a file beside this one, as if served at an address.</summary>
public static class DiscoveryCases
{
    public static IReadOnlyList<DiscoveryCase> Webmention(Uri site) => Read("webmention", site);

    private static IReadOnlyList<DiscoveryCase> Read(string file, Uri site) =>
        [
            .. File.ReadAllText(System.IO.Path.Combine(Folder(), file + ".txt"))
                .Split("\n=== ")
                .Skip(1)
                .Select((text, n) => Read(text, $"/{n}/page", site)),
        ];

    private static DiscoveryCase Read(string text, string path, Uri site)
    {
        var parts = text.Replace(
                "{site}",
                site.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal
            )
            .Replace("{page}", path, StringComparison.Ordinal)
            .Split("\n\n", 2);
        var lines = parts[0].Split('\n');
        var fields = lines
            .Skip(1)
            .Select(line => line.Split(": ", 2))
            .Select(pair => (Name: pair[0], Value: pair[1]))
            .ToList();
        var own = fields
            .Where(f => char.IsAsciiLetterLower(f.Name[0]))
            .ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
        return new DiscoveryCase(lines[0], path)
        {
            Headers = [.. fields.Where(f => char.IsAsciiLetterUpper(f.Name[0]))],
            Type = own.GetValueOrDefault("type", "text/html; charset=utf-8"),
            IsRedirected = own.ContainsKey("redirected"),
            Finds = own.TryGetValue("finds", out var finds) ? new Uri(finds) : null,
            Body = parts[1],
        };
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (
            folder is not null
            && !File.Exists(System.IO.Path.Combine(folder.FullName, "CpdCourse.sln"))
        )
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine(folder!.FullName, "tests", "CpdCourse.Testing", "Discovery");
    }
}
