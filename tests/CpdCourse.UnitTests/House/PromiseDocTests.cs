using System.Text.RegularExpressions;

namespace CpdCourse.UnitTests.House;

/// <summary>What the program promises stands on one page, and each line of it is held by tests that bear its name.</summary>
public sealed partial class PromiseDocTests
{
    private const string Page = "docs/reference/promises.md";

    // No test bears its name yet.
    private const string NotYet = "—";

    [Fact]
    public void Every_line_is_there_once_and_in_order() =>
        Tables
            .In(Page)
            .Select(row => row[0])
            .ShouldBe([.. Lines("C", 10), .. Lines("F", 7), .. Lines("R", 16)]);

    [Fact]
    public void Every_line_names_all_the_classes_whose_tests_hold_it_and_no_other()
    {
        var held = Held().ToLookup(t => t.Line, t => t.Class, StringComparer.Ordinal);
        foreach (var row in Tables.In(Page))
        {
            var tests = string.Join(", ", held[row[0]].Distinct().Order(StringComparer.Ordinal));
            row[2].ShouldBe(tests.Length == 0 ? NotYet : tests, $"{Page}, line {row[0]}");
        }
    }

    [Fact]
    public void No_test_holds_a_line_that_is_not_there() =>
        Held()
            .Select(test => test.Line)
            .Except(Tables.In(Page).Select(row => row[0]), StringComparer.Ordinal)
            .ShouldBeEmpty();

    private static IEnumerable<string> Lines(string letter, int count) =>
        Enumerable.Range(1, count).Select(n => $"{letter}{n}");

    /// <summary>Tests by the line that their name begins with, and the class they stand in.</summary>
    private static IEnumerable<(string Line, string Class)> Held() =>
        Sources
            .In("tests", ".cs")
            .SelectMany(file =>
                Test()
                    .Matches(file.Text)
                    .Select(test =>
                        (
                            test.Groups["line"].Value,
                            Class().Matches(file.Text[..test.Index])[^1].Groups["name"].Value
                        )
                    )
            );

    [GeneratedRegex(
        @"^    public (async )?(Task|void) (?<line>[CFR][0-9]+)_",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Test();

    [GeneratedRegex(
        @"^[a-z ]*\bclass (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Class();
}
