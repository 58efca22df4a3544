namespace CpdCourse.Benchmarks.Measuring;

/// <summary>The page of figures as a file. What one command measures stands between two marks of its own, and stays when another writes.</summary>
internal static class ReportFile
{
    private static readonly string[] Parts = ["pages", "blogs"];

    /// <summary>Writes one part; the others stay as they are.</summary>
    public static async Task Put(string path, string part, string text, CancellationToken stop)
    {
        var file = File.Exists(path) ? await File.ReadAllTextAsync(path, stop) : "";
        var all = Parts
            .Select(name => (Name: name, Text: name == part ? text.Trim() : Found(file, name)))
            .Where(p => p.Text.Length > 0)
            .Select(p => $"{Begin(p.Name)}\n\n{p.Text}\n\n{End(p.Name)}\n");
        await File.WriteAllTextAsync(path, "# Performance\n\n" + string.Join('\n', all), stop);
    }

    private static string Found(string file, string part)
    {
        var from = file.IndexOf(Begin(part), StringComparison.Ordinal);
        var to = file.IndexOf(End(part), StringComparison.Ordinal);
        return from >= 0 && to > from ? file[(from + Begin(part).Length)..to].Trim() : "";
    }

    private static string Begin(string part) => $"<!-- {part} -->";

    private static string End(string part) => $"<!-- /{part} -->";
}
