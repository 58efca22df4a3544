using System.Text.RegularExpressions;

namespace CpdCourse.UnitTests.House;

/// <summary>
/// Text becomes HTML in one project. Razor's generated code uses HtmlString itself, so the list of banned symbols cannot name it: this test reads the sources.
/// </summary>
public sealed class HtmlSinkTests
{
    private static readonly Dictionary<string, string[]> Sinks = new(StringComparer.Ordinal)
    {
        [@"\bHtmlString\b"] = [],
        [@"\.Raw\("] = [],
        [@"\bWriteLiteral\("] = [],
        ["text/html"] =
        [
            // Names the media type that it asks other servers for; writes none.
            "src/CpdCourse.Linking/",
            // Names what a browser asks for; the answer is a page.
            "src/CpdCourse.Web/Features/Mentions/Webmention.cshtml.cs",
        ],
        // Both take a string that is written as it is. These files hand over TagBuilders, which encode.
        [@"\b(?:Set|Append)Html(?:Content|Line)?\("] =
        [
            "src/CpdCourse.Web/Hosting/FieldTag.cs",
            "src/CpdCourse.Web/Hosting/IconSet.cs",
        ],
        [@"\bFromStore\("] =
        [
            "src/CpdCourse.Markup/Render.cs",
            "src/CpdCourse.Markup/SafeHtml.cs",
            // What our own database kept, and nothing else.
            "src/CpdCourse.Web/Hosting/MarkupHosting.cs",
        ],
        [@"\bnew SafeHtml\("] = ["src/CpdCourse.Markup/SafeHtml.cs"],
    };

    public static TheoryData<string> Patterns() => [.. Sinks.Keys];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void C1_text_becomes_HTML_only_where_it_is_known_to_be_safe(string pattern)
    {
        var search = new Regex(pattern, RegexOptions.NonBacktracking);
        var offenders =
            from source in Sources.In("src", ".cs", ".cshtml")
            let text = WithoutComments(source)
            from match in search.Matches(text)
            where !Sinks[pattern].Any(f => source.Path.StartsWith(f, StringComparison.Ordinal))
            select $"{source.Path}, line {source.LineOf(match.Index)}: {match.Value}";

        offenders.ShouldBeEmpty(
            "A string is written into a page unencoded. Text is encoded by Razor; HTML comes from Markup as SafeHtml."
        );
    }

    // What is kept must come from a column that Markup filled: the name of every such column ends with Html.
    [Fact]
    public void C1_only_kept_HTML_is_shown_as_HTML()
    {
        var shown = new Regex(
            @"MarkupHosting\.Shown\((?<text>[^()]*)\)",
            RegexOptions.NonBacktracking
        );
        var offenders =
            from source in Sources.In("src/CpdCourse.Web", ".cs", ".cshtml")
            from match in shown.Matches(source.Text)
            where !match.Groups["text"].Value.Trim().EndsWith("Html", StringComparison.Ordinal)
            select $"{source.Path}, line {source.LineOf(match.Index)}: {match.Value}";

        offenders.ShouldBeEmpty("Shown is for the Html of a Rendered and for nothing else.");
    }

    private static string WithoutComments(Source source) =>
        source.Name.EndsWith(".cs", StringComparison.Ordinal)
            ? string.Join(
                '\n',
                source
                    .Text.Split('\n')
                    .Select(line =>
                        line.TrimStart().StartsWith("//", StringComparison.Ordinal) ? "" : line
                    )
            )
            : source.Text;
}
