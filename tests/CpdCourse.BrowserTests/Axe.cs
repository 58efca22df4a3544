using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>
/// Runs axe-core in the page itself. (The wrapper of the package opens a second page for every run, which takes longer than the run.)
/// </summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(Load);

    // target-size (24 px, WCAG 2.2) is off unless asked for.
    private const string Run = """
        async () => {
          const options = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };
          const result = await axe.run(document, options);
          return JSON.stringify(result.violations.map(v => v.id + ': ' + v.help + v.nodes.slice(0, 5).map(n =>
            '\n    ' + n.target.join(' ') + '  ' + n.html.slice(0, 160) + '\n      ' + n.failureSummary.replace(/\n\s*/g, ' ')).join('')));
        }
        """;

    /// <summary>No fault of any rule, in what is on the page now. The script is put into each document once.</summary>
    public static async Task ShouldFindNothing(IPage page, string where)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Script.Value);
        }

        var found = JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Run))!;
        found.ShouldBeEmpty($"axe, {where}\n" + string.Join('\n', found));
    }

    private static string Load()
    {
        var package = typeof(AxeResult).Assembly;
        var name = package
            .GetManifestResourceNames()
            .Single(n => n.EndsWith("axe.min.js", StringComparison.Ordinal));
        using var reader = new StreamReader(package.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
