using System.Text.RegularExpressions;

namespace CpdCourse.UnitTests.House;

/// <summary>What the program promises stands on one page, what it says to other software on another, and each line of them is held by tests that bear its name.</summary>
public sealed partial class PromiseDocTests
{
    private const string Promises = "docs/reference/promises.md";
    private const string Protocols = "docs/reference/protocols.md";

    // No test bears its name yet.
    private const string NotYet = "—";

    [Fact]
    public void Every_line_is_there_once_and_in_order() =>
        Names(Promises).ShouldBe([.. Lines("C", 10), .. Lines("F", 7), .. Lines("R", 16)]);

    [Fact]
    public void Every_line_of_a_protocol_is_there_once_and_in_order() =>
        Names(Protocols)
            .ShouldBe([
                .. Lines("P1_1_", 16),
                .. Lines("P1_2_", 18),
                .. Lines("P2_", 19),
                .. Lines("P4_1_", 3),
                .. Lines("P4_2_", 13),
                .. Lines("P4_3_", 4),
                .. Lines("P5_", 17),
                .. Lines("S6_", 24),
                .. Lines("S7_", 9),
                .. Lines("S8_", 6),
            ]);

    [Theory]
    [InlineData(Promises)]
    [InlineData(Protocols)]
    public void Every_line_names_all_the_classes_whose_tests_hold_it_and_no_other(string page)
    {
        var held = Held().ToLookup(t => t.Line, t => t.Class, StringComparer.Ordinal);
        foreach (var row in Rows(page))
        {
            var tests = string.Join(", ", held[row[0]].Distinct().Order(StringComparer.Ordinal));
            row[2].ShouldBe(tests.Length == 0 ? NotYet : tests, $"{page}, line {row[0]}");
        }
    }

    [Fact]
    public void No_test_holds_a_line_that_is_not_there() =>
        Held()
            .Select(test => test.Line)
            .Except([.. Names(Promises), .. Names(Protocols)], StringComparer.Ordinal)
            .ShouldBeEmpty();

    // A page may have other tables beside its lines.
    private static IEnumerable<string[]> Rows(string page) =>
        Tables.In(page).Where(row => Line().IsMatch(row[0]));

    private static IEnumerable<string> Names(string page) => Rows(page).Select(row => row[0]);

    private static IEnumerable<string> Lines(string letter, int count) =>
        Enumerable.Range(1, count).Select(n => $"{letter}{n}");

    /// <summary>Tests by the line that their name begins with, or both when it begins with one of each page, and the class they stand in.</summary>
    private static IEnumerable<(string Line, string Class)> Held() =>
        Sources
            .In("tests", ".cs")
            .SelectMany(file =>
                Test()
                    .Matches(file.Text)
                    .SelectMany(test =>
                        test.Groups["line"]
                            .Captures.Select(line =>
                                (
                                    line.Value,
                                    Class()
                                        .Matches(file.Text[..test.Index])[^1]
                                        .Groups["name"]
                                        .Value
                                )
                            )
                    )
            );

    [GeneratedRegex(
        @"^    public (async )?(Task|void) ((?<line>[CFR][0-9]+|[PS][0-9](_[0-9]+)+)_)+",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Test();

    [GeneratedRegex(
        "^([CFR][0-9]+|[PS][0-9](_[0-9]+)+)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Line();

    [GeneratedRegex(
        @"^[a-z ]*\bclass (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Class();
}
