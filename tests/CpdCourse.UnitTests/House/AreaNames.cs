using System.Text.RegularExpressions;

namespace CpdCourse.UnitTests.House;

/// <summary>Which areas of Web a file names.</summary>
internal static class AreaNames
{
    private static readonly Regex Namespaces = new(
        @"\bFeatures\.(?<area>\w+)",
        RegexOptions.NonBacktracking
    );

    private static readonly Regex Views = new(
        "/Features/(?<area>\\w+)/",
        RegexOptions.NonBacktracking
    );

    // "Accounts.OpenAccount", which a namespace under Features may say for short.
    private static readonly Regex Relative = new(
        @"[^.\w](?<area>\w+)\.(?<type>\w+)",
        RegexOptions.NonBacktracking
    );

    /// <summary>The types of each area.</summary>
    public static ILookup<string, string> All() =>
        typeof(Program)
            .Assembly.GetTypes()
            .Where(t =>
                t.Namespace?.StartsWith("CpdCourse.Web.Features.", StringComparison.Ordinal) == true
                && !t.IsNested
            )
            .ToLookup(
                t => t.Namespace!.Split('.')[3],
                t => t.Name.Split('`')[0],
                StringComparer.Ordinal
            );

    public static IEnumerable<string> In(Source source, ILookup<string, string> areas)
    {
        var text = source.Name.EndsWith(".cs", StringComparison.Ordinal)
            ? CSharpCode.WithoutTexts(source.Text)
            : source.Text;
        return Namespaces
            .Matches(text)
            .Concat(Views.Matches(source.Text))
            .Select(m => m.Groups["area"].Value)
            .Where(areas.Contains)
            .Concat(
                Relative
                    .Matches(text)
                    .Where(m =>
                        areas[m.Groups["area"].Value]
                            .Contains(m.Groups["type"].Value, StringComparer.Ordinal)
                    )
                    .Select(m => m.Groups["area"].Value)
            );
    }
}
