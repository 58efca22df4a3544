using System.Text.RegularExpressions;

namespace CpdCourse.UnitTests.House;

/// <summary>A regular expression can take minutes over a text made for it.</summary>
public sealed class PatternTests
{
    [Fact]
    public void C9_no_regular_expression_reads_what_people_type_without_a_limit()
    {
        var patterns = new Regex(
            @"\b(?:new Regex|Regex\.\w+|\[GeneratedRegex|\[RegularExpression)\([^;\]]*",
            RegexOptions.NonBacktracking
        );
        var offenders =
            from source in Sources.In("src", ".cs", ".cshtml")
            from match in patterns.Matches(source.Text)
            where
                !match.Value.Contains("NonBacktracking", StringComparison.Ordinal)
                && !match.Value.Contains("TimeSpan.FromMilliseconds(100)", StringComparison.Ordinal)
                && !match.Value.Contains("matchTimeoutMilliseconds: 100", StringComparison.Ordinal)
            select $"{source.Path}, line {source.LineOf(match.Index)}: {match.Value}";

        offenders.ShouldBeEmpty("Say NonBacktracking, or a time of at most 100 ms.");
        patterns.IsMatch("new Regex(\"(a+)+$\")").ShouldBeTrue("or this test looks at nothing");
    }
}
