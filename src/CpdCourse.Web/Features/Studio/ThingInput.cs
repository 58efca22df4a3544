using System.Globalization;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;

namespace CpdCourse.Web.Features.Studio;

/// <summary>A Thing as an organiser types it: lists are texts with one entry a line.</summary>
internal sealed class ThingInput
{
    public const int SummaryLimit = 300;
    public const int LineLimit = 500;
    public const int LinesLimit = 50;
    public const int CategoriesLimit = 20;

    public int Version { get; set; }

    public string? Title { get; set; }

    public string? Summary { get; set; }

    public string? Minutes { get; set; }

    public string? Categories { get; set; }

    public string? Introduction { get; set; }

    public string? Prompts { get; set; }

    public string? Actions { get; set; }

    public string? Resources { get; set; }

    public string? Authors { get; set; }

    public int MinutesNumber =>
        int.TryParse(
            Minutes,
            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;

    /// <summary>The introduction as it will be kept and rendered.</summary>
    public string IntroductionText => Text.Lines(Introduction).Trim();

    public IReadOnlyList<PromptLine> PromptLines =>
        [
            .. PromptList
                .Read(Prompts)
                // A slip must not use up the numbers of all questions to come.
                .Select(p => p.Number is > Prompt.NumberLimit ? p with { Number = null } : p),
        ];

    public IReadOnlyList<Category> Wanted =>
        [
            .. (Categories ?? "")
                .Split([',', '\n'], StringSplitOptions.None)
                .Select(name => new Category(name))
                .Where(c => c.Name.Length > 0)
                .DistinctBy(c => c.Slug),
        ];

    public IReadOnlyList<string> ActionLines => Lines(Actions);

    public IReadOnlyList<string> ResourceLines => Lines(Resources);

    public IReadOnlyList<string> AuthorLines => Lines(Authors);

    public static ThingInput Of(Thing thing) =>
        new()
        {
            Version = thing.Version,
            Title = thing.Title,
            Summary = thing.Summary,
            Minutes = thing.Minutes.ToString(CultureInfo.InvariantCulture),
            Categories = string.Join(
                ", ",
                thing.Categories.Select(c => c.Name).Order(StringComparer.Ordinal)
            ),
            Introduction = thing.Introduction,
            Prompts = PromptList.Write(thing.Prompts),
            Actions = string.Join('\n', thing.Actions),
            Resources = string.Join('\n', thing.Resources),
            Authors = string.Join('\n', thing.Authors),
        };

    /// <summary>What the form itself can tell is too much; the Thing has the rest of the rules. Asked before anything is rendered.</summary>
    public Refusal? Problem() =>
        this switch
        {
            _ when Text.Line(Summary).Length > SummaryLimit => Refusals.TooLong(
                "Summary",
                "The summary",
                SummaryLimit
            ),
            _ when (Introduction?.Length ?? 0) > Thing.IntroductionLimit => Refusals.TooLong(
                "Introduction",
                "The introduction",
                Thing.IntroductionLimit
            ),
            _ when Wanted.Count > CategoriesLimit => Refusals.TooManyCategories,
            _ when Wanted.Any(c => c.Name.Length > Category.NameLimit) => Refusals.TooLong(
                "Categories",
                "A category",
                Category.NameLimit
            ),
            _ => ListProblem("Actions", "An action", ActionLines)
                ?? ListProblem("Resources", "A resource", ResourceLines)
                ?? ListProblem("Authors", "An author", AuthorLines),
        };

    /// <summary>True when the Thing says just this already: the same form sent twice.</summary>
    public bool Says(Thing thing) =>
        Text.Line(Title) == thing.Title
        && Text.Line(Summary) == thing.Summary
        && MinutesNumber == thing.Minutes
        && IntroductionText == thing.Introduction
        && Same(ActionLines, thing.Actions)
        && Same(ResourceLines, thing.Resources)
        && Same(AuthorLines, thing.Authors)
        && Same(
            Wanted.Select(c => c.Slug).Order(StringComparer.Ordinal),
            thing.Categories.Select(c => c.Slug).Order(StringComparer.Ordinal)
        )
        && SamePrompts(PromptLines, thing.Prompts);

    /// <summary>The fields that differ from what is saved now, with what is saved.</summary>
    public IReadOnlyList<SavedField> Differences(ThingInput saved) =>
        [
            .. new SavedField[]
            {
                new("Title", "Title", Title, saved.Title),
                new("Summary", "Summary", Summary, saved.Summary),
                new("Minutes", "Minutes", Minutes, saved.Minutes),
                new("Categories", "Categories", Categories, saved.Categories),
                new("Introduction", "Introduction", Introduction, saved.Introduction),
                new("Prompts", "Questions", Prompts, saved.Prompts),
                new("Actions", "Actions", Actions, saved.Actions),
                new("Resources", "Resources", Resources, saved.Resources),
                new("Authors", "Authors", Authors, saved.Authors),
            }.Where(field => Text.Lines(field.Typed).Trim() != Text.Lines(field.Saved).Trim()),
        ];

    private static Refusal? ListProblem(string field, string what, IReadOnlyList<string> lines) =>
        lines.Count > LinesLimit ? Refusals.TooManyLines(field, LinesLimit)
        : lines.Any(l => l.Length > LineLimit) ? Refusals.TooLong(field, what, LineLimit)
        : null;

    private static bool SamePrompts(IReadOnlyList<PromptLine> typed, IReadOnlyList<Prompt> saved) =>
        typed.Count == saved.Count
        && typed
            .Zip(saved)
            .All(pair =>
                (pair.First.Number is null || pair.First.Number == pair.Second.Number)
                && Text.Line(pair.First.Text) == pair.Second.Text
                && Same(pair.First.Points.Select(Text.Line), pair.Second.Points)
            );

    private static bool Same(IEnumerable<string> typed, IEnumerable<string> saved) =>
        typed.SequenceEqual(saved, StringComparer.Ordinal);

    private static IReadOnlyList<string> Lines(string? typed) =>
        [.. Text.Lines(typed).Split('\n').Select(Text.Line).Where(line => line.Length > 0)];
}

/// <summary>A field of which two texts exist.</summary>
internal sealed record SavedField(string Name, string Label, string? Typed, string? Saved);
