using System.Reflection;
using System.Text.RegularExpressions;
using CpdCourse.Domain.Common;

namespace CpdCourse.UnitTests.House;

public sealed class RefusalDocTests
{
    private const string Page = "docs/reference/refusals.md";

    private const int ShortestHint = 10;

    private static readonly Regex Literal = new(
        """
        "(?<text>[^"\n]+)"
        """,
        RegexOptions.NonBacktracking
    );

    // Their tests look at the status and the kept text, not at the sentence (tests/CpdCourse.WebTests/Comments).
    private static readonly string[] Untested =
    [
        "TooFast",
        "FormIsStale",
        "NoSuchComment",
        "HiddenBox",
        "TooManyWaiting",
        "TooDeep",
    ];

    /// <summary>Every refusal there is; those that depend on what was typed, with something typed.</summary>
    public static IReadOnlyList<Refusal> All() => [.. ByName().Select(r => r.Refusal)];

    [Fact]
    public void Every_refusal_is_in_the_reference_with_its_sentence()
    {
        var rows = Tables.In(Page).ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);
        foreach (var (name, refusal) in ByName())
        {
            rows.ShouldContainKey(refusal.Code, $"{Page} lacks the code of Refusals.{name}.");
            if (!HasBlanks(name))
            {
                rows[refusal.Code].ShouldBe(refusal.Message, $"{Page}, {refusal.Code}");
            }
        }
    }

    [Fact]
    public void The_reference_lists_no_refusal_that_is_gone() =>
        Tables
            .In(Page)
            .Select(r => r[0])
            .ShouldBe(
                All().Select(r => r.Code).Distinct(StringComparer.Ordinal),
                ignoreOrder: true
            );

    [Fact]
    public void A_code_belongs_to_one_refusal() =>
        ByName()
            .GroupBy(r => r.Refusal.Code, StringComparer.Ordinal)
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(r => r.Name))}")
            .ShouldBeEmpty("Two refusals share a code.");

    [Fact]
    public void Every_refusal_is_provoked_by_a_test()
    {
        var tests = Sources
            .In("tests", ".cs")
            .Where(t => !t.Path.Contains("/House/", StringComparison.Ordinal))
            .ToList();
        var said = tests
            .SelectMany(t => Literal.Matches(t.Text))
            .Select(m => AnyNumber(m.Groups["text"].Value))
            .Where(text => text.Length >= ShortestHint)
            .ToHashSet(StringComparer.Ordinal);
        var untested = ByName()
            .Where(r => !tests.Any(t => Names(t.Text, r.Name)) && !IsSaid(r.Name, r.Refusal, said))
            .Select(r => r.Name)
            .ToList();

        untested
            .Except(Untested, StringComparer.Ordinal)
            .ShouldBeEmpty("No test names these refusals or a part of their sentences.");
        Untested
            .Except(untested, StringComparer.Ordinal)
            .ShouldBeEmpty("These have a test now: take them off the list.");
    }

    private static bool Names(string test, string name) =>
        test.Contains($"Refusals.{name}", StringComparison.Ordinal);

    // A test through the pages looks for the code or for a part of the sentence; what was typed into it may be anything.
    private static bool IsSaid(string name, Refusal refusal, HashSet<string> said)
    {
        if (said.Contains(refusal.Code))
        {
            return true;
        }

        var sentence = AnyNumber(refusal.Message);
        return said.Any(text => sentence.Contains(text, StringComparison.Ordinal))
            || (
                HasBlanks(name)
                && sentence
                    .Split('…', StringSplitOptions.TrimEntries)
                    .Where(part => part.Length >= ShortestHint)
                    .Any(part => said.Any(text => text.Contains(part, StringComparison.Ordinal)))
            );
    }

    private static string AnyNumber(string text) =>
        Regex.Replace(text, "[0-9][0-9,]*", "12", RegexOptions.NonBacktracking);

    private static IEnumerable<(string Name, Refusal Refusal)> ByName()
    {
        const BindingFlags ours = BindingFlags.Public | BindingFlags.Static;
        foreach (var property in typeof(Refusals).GetProperties(ours))
        {
            if (property.GetValue(null) is Refusal refusal)
            {
                yield return (property.Name, refusal);
            }
        }

        foreach (var method in typeof(Refusals).GetMethods(ours))
        {
            if (method.ReturnType == typeof(Refusal) && !method.IsSpecialName)
            {
                var typed = method.GetParameters().Select(p => Sample(p.ParameterType)).ToArray();
                yield return (method.Name, (Refusal)method.Invoke(null, typed)!);
            }
        }
    }

    private static bool HasBlanks(string name) => typeof(Refusals).GetMethod(name) is not null;

    private static object? Sample(Type type) =>
        type == typeof(string) ? "…"
        : type == typeof(int) ? 12
        : Activator.CreateInstance(type);
}
