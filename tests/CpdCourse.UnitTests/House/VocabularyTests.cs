using System.Reflection;
using System.Text.RegularExpressions;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Linking;
using CpdCourse.Markup;

namespace CpdCourse.UnitTests.House;

/// <summary>The words of the course are binding, and none of them shames anybody.</summary>
public sealed class VocabularyTests
{
    private static readonly string[] EmptyEndings =
    [
        "Dto",
        "Info",
        "Data",
        "Util",
        "Utils",
        "Helper",
        "Helpers",
        "Manager",
        "Service",
    ];

    // The word on the left has a word of the glossary in its place.
    private static readonly Dictionary<string, string> InsteadOf = new(StringComparer.Ordinal)
    {
        ["BlogPost"] = "Post",
        ["Article"] = "Post",
        ["Lesson"] = "Thing",
        ["Assignment"] = "Thing",
        ["Cohort"] = "Run",
        ["Student"] = "Participant",
        ["Learner"] = "Participant",
        ["Admin"] = "Organiser",
        ["Administrator"] = "Organiser",
        ["Tutor"] = "Organiser",
        ["Linkback"] = "Mention",
    };

    private static readonly Regex Shaming = new(
        @"\b(?:overdue|missed|late|behind|failed|streak)\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    );

    // Ordinary words of somebody's own story, never said about anybody's progress.
    private static readonly string[] Harmless = [];

    private static IEnumerable<Assembly> Ours =>
        [
            typeof(Thing).Assembly,
            typeof(CourseDb).Assembly,
            typeof(Render).Assembly,
            typeof(WebAddress).Assembly,
            typeof(Program).Assembly,
        ];

    private static IEnumerable<Type> Types =>
        Ours.SelectMany(a => a.GetTypes())
            .Where(t => t.Namespace?.StartsWith("CpdCourse.", StringComparison.Ordinal) == true)
            .Where(t => !t.Name.Contains('<', StringComparison.Ordinal))
            .Where(t => !t.Namespace!.Contains("Migrations", StringComparison.Ordinal));

    [Fact]
    public void A_type_is_named_for_what_it_is() =>
        Types
            .Select(t => t.Name.Split('`')[0])
            .Where(name => EmptyEndings.Any(e => name.EndsWith(e, StringComparison.Ordinal)))
            .ShouldBeEmpty("Such an ending says nothing. What would an organiser call it?");

    [Fact]
    public void Types_use_the_words_of_the_course()
    {
        var offenders =
            from type in Types
            from word in InsteadOf
            where
                Words(type.Name)
                    .Contains(
                        $" {string.Join(' ', Words(word.Key).Trim().Split(' '))} ",
                        StringComparison.Ordinal
                    )
            select $"{type.FullName}: say {word.Value}, not {word.Key}";

        offenders.ShouldBeEmpty("docs/reference/glossary.md is binding.");
    }

    [Fact]
    public void Pages_use_the_words_of_the_course()
    {
        var offenders =
            from source in Sources.In("src/CpdCourse.Web", ".cshtml")
            let text = RazorText.Of(source.Text)
            from word in InsteadOf
            where
                Regex.IsMatch(
                    text,
                    $@"\b{Words(word.Key).Trim()}s?\b",
                    RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
                )
            select $"{source.Path}: say {word.Value}, not {Words(word.Key).Trim()}";

        offenders.ShouldBeEmpty("docs/reference/glossary.md is binding.");
    }

    [Fact]
    public void The_glossary_explains_every_word_of_the_domain()
    {
        var glossary = Sources.Read("docs/reference/glossary.md");
        var words =
            from type in typeof(Thing).Assembly.GetExportedTypes()
            where IsWord(type)
            select type.Name.Split('`')[0];

        words
            .Distinct(StringComparer.Ordinal)
            .Where(word => !glossary.Contains($"| {word} |", StringComparison.Ordinal))
            .ShouldBeEmpty(
                "docs/reference/glossary.md lists every public type of the domain's aggregates."
            );
    }

    [Fact]
    public void The_glossary_explains_nothing_that_is_not_there()
    {
        var types = Types.Select(t => t.Name.Split('`')[0]).ToHashSet(StringComparer.Ordinal);
        Sources
            .Read("docs/reference/glossary.md")
            .Split("## Words of the code")[1]
            .Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1].Trim())
            .Where(word => word.Length > 0 && char.IsAsciiLetterUpper(word[0]) && word != "Word")
            .Where(word => !types.Contains(word))
            .ShouldBeEmpty("The glossary names a type that no longer exists.");
    }

    [Fact]
    public void Nothing_that_people_read_shames_them()
    {
        var texts = Sources
            .In("src/CpdCourse.Web", ".cshtml")
            .Select(s => s with { Text = RazorText.Of(s.Text) })
            .Concat(Sources.In("seeds", ".md", ".yaml"))
            .Append(new Source("Refusals", string.Join('\n', Refused())));
        var offenders =
            from source in texts
            from match in Shaming.Matches(source.Text)
            let around = Around(source.Text, match)
            where !Harmless.Any(h => around.Contains(h, StringComparison.OrdinalIgnoreCase))
            select $"{source.Path}: …{around}…";

        offenders.ShouldBeEmpty(
            "Nobody is late, behind or has missed anything here: say what is open, and what one can do next."
        );
    }

    private static IEnumerable<string> Refused() => RefusalDocTests.All().Select(r => r.Message);

    private static string Around(string text, Match match)
    {
        var from = Math.Max(0, match.Index - 30);
        var to = Math.Min(text.Length, match.Index + match.Length + 30);
        return text[from..to].ReplaceLineEndings(" ");
    }

    // "BlogPost" becomes " Blog Post ".
    private static string Words(string name) =>
        Regex.Replace(name.Split('`')[0], "[A-Z]", " $0", RegexOptions.NonBacktracking) + " ";

    // Events and the notes that verbs take are read in the code; the words are what they are about.
    private static bool IsWord(Type type) =>
        !type.IsNested
        && !typeof(IDomainEvent).IsAssignableFrom(type)
        && type.Namespace is not "CpdCourse.Domain.Common";
}
