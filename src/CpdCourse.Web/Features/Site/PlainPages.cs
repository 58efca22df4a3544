using System.Collections.Concurrent;
using CpdCourse.Markup;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Site;

/// <summary>One of the pages about the site.</summary>
internal sealed record PlainText(string Title, string Summary, SafeHtml Html);

/// <summary>
/// The pages about the site, from files that whoever runs it may edit: Markdown with a title and a summary in front. Read once, and again when the file has changed.
/// </summary>
internal sealed class PlainPages(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<string, (DateTime Changed, PlainText Page)> kept = new(
        StringComparer.Ordinal
    );

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "seeds", "pages");

    /// <summary>The page of this name; the name is ours and never typed by a reader.</summary>
    public async Task<PlainText> Get(string name, CancellationToken stop)
    {
        var file = Path.Combine(Folder, $"{name}.md");
        var changed = File.GetLastWriteTimeUtc(file);
        if (kept.TryGetValue(name, out var known) && known.Changed == changed)
        {
            return known.Page;
        }

        var (title, summary, body) = Parts(await File.ReadAllTextAsync(file, stop));
        await using var scope = scopes.CreateAsyncScope();
        var rendered = await scope
            .ServiceProvider.GetRequiredService<Renderer>()
            .Post(body, null, stop);
        var page = new PlainText(title, summary, rendered.Html);
        kept[name] = (changed, page);
        return page;
    }

    /// <summary>Title and summary stand between two lines of hyphens; a file without them is all text.</summary>
    internal static (string Title, string Summary, string Body) Parts(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = lines[0].TrimEnd() == "---" ? Array.IndexOf(lines, "---", 1) : -1;
        if (end < 0)
        {
            return ("", "", text);
        }

        return (
            Value(lines[1..end], "title"),
            Value(lines[1..end], "summary"),
            string.Join('\n', lines[(end + 1)..])
        );
    }

    private static string Value(IEnumerable<string> lines, string key) =>
        lines
            .Where(l => l.StartsWith(key + ":", StringComparison.Ordinal))
            .Select(l => l[(key.Length + 1)..].Trim().Trim('"'))
            .FirstOrDefault("");
}
