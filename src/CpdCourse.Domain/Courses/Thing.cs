using CpdCourse.Domain.Common;

namespace CpdCourse.Domain.Courses;

/// <summary>A numbered task of the course: introduction, prompts, actions. Timeless: its number and address never change.</summary>
public sealed class Thing : Aggregate
{
    private readonly List<Prompt> prompts = [];
    private readonly List<Category> categories = [];

    private Thing() { }

    internal Thing(Id<Course> course, int number)
    {
        Course = course;
        Number = number;
    }

    /// <summary>Longest title, in characters.</summary>
    public const int TitleLimit = 200;

    /// <summary>Longest introduction, in characters of Markdown.</summary>
    public const int IntroductionLimit = 20_000;

    /// <summary>Most prompts of a Thing.</summary>
    public const int PromptLimit = 20;

    /// <summary>Longest prompt or point, in characters.</summary>
    public const int PromptTextLimit = 500;

    /// <summary>Identity.</summary>
    public Id<Thing> Id { get; private set; } = Id<Thing>.New();

    /// <summary>The course it belongs to.</summary>
    public Id<Course> Course { get; private set; }

    /// <summary>1 to 23 in the classic course; unique and stable.</summary>
    public int Number { get; private set; }

    /// <summary>What it is called.</summary>
    public string Title { get; private set; } = "";

    /// <summary>One sentence for lists and cards.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>The introduction, Markdown.</summary>
    public string Introduction { get; private set; } = "";

    /// <summary>The introduction as rendered when it was saved.</summary>
    public Rendered Rendered { get; private set; } = Rendered.Nothing;

    /// <summary>An honest guess at the minutes it takes, reading and task together.</summary>
    public int Minutes { get; private set; }

    /// <summary>Who wrote it, as credited on the page.</summary>
    public IReadOnlyList<string> Authors { get; private set; } = [];

    /// <summary>What to do, in order.</summary>
    public IReadOnlyList<string> Actions { get; private set; } = [];

    /// <summary>Where to look further, a line each.</summary>
    public IReadOnlyList<string> Resources { get; private set; } = [];

    /// <summary>When an organiser last changed it; null while it is as bundled. A bundled text never overwrites an edited one.</summary>
    public DateTimeOffset? EditedAt { get; private set; }

    /// <summary>Counts the changes, so that two editors do not overwrite one another.</summary>
    public int Version { get; private set; }

    /// <summary>Its questions in order.</summary>
    public IReadOnlyList<Prompt> Prompts => [.. prompts.OrderBy(p => p.Position)];

    /// <summary>Its subjects.</summary>
    public IReadOnlyList<Category> Categories => categories;

    /// <summary>Takes the texts of an organiser.</summary>
    public Outcome Revise(ThingText text, int version, DateTimeOffset now)
    {
        if (version != Version)
        {
            return Refusals.ChangedMeanwhile;
        }

        var outcome = Take(text);
        if (outcome.IsDone)
        {
            EditedAt = now;
            Raise(new ThingRevised(Id));
        }

        return outcome;
    }

    /// <summary>Takes the texts of the bundled course, unless an organiser has changed the Thing since.</summary>
    public Outcome Bundle(ThingText text)
    {
        if (EditedAt is not null)
        {
            return Outcome.Done;
        }

        var outcome = Take(text);
        if (outcome.IsDone)
        {
            Raise(new ThingRevised(Id));
        }

        return outcome;
    }

    /// <summary>Takes the same introduction as newer rules render it. Nothing else about the Thing changes, nor does this count as a change.</summary>
    /// <param name="rendered">The introduction rendered.</param>
    /// <param name="readsOtherwise">True when its words are no longer the same, and not its HTML alone.</param>
    public void RenderAnew(Rendered rendered, bool readsOtherwise)
    {
        Rendered = rendered;
        if (readsOtherwise)
        {
            Raise(new ThingRenderedAnew(Id));
        }
    }

    private Outcome Take(ThingText text)
    {
        if (text.Problem() is { } problem)
        {
            return problem;
        }

        Title = Text.Line(text.Title);
        Summary = Text.Line(text.Summary);
        Introduction = Text.Lines(text.Introduction).Trim();
        Rendered = text.Rendered;
        Minutes = text.Minutes;
        Authors = Lines(text.Authors);
        Actions = Lines(text.Actions);
        Resources = Lines(text.Resources);
        categories.Clear();
        categories.AddRange(text.Categories);
        TakePrompts(text.Prompts);
        Version++;
        return Outcome.Done;
    }

    // A prompt that keeps its number is reworded in place; a new one gets a number never used before, so that old links and answers stay right.
    private void TakePrompts(IReadOnlyList<PromptLine> lines)
    {
        var next = prompts.Select(p => p.Number).Append(LastPrompt).Max() + 1;
        var kept = new List<Prompt>();
        foreach (var line in lines)
        {
            var known = prompts.SingleOrDefault(p => p.Number == line.Number && !kept.Contains(p));
            if (known is null)
            {
                known = new Prompt(
                    line.Number is { } n && n >= next ? n : next,
                    line.Text,
                    line.Points
                );
                prompts.Add(known);
                next = known.Number + 1;
            }
            else
            {
                known.Reword(line.Text, line.Points);
            }

            kept.Add(known);
            known.Position = kept.Count;
        }

        prompts.RemoveAll(p => !kept.Contains(p));
        LastPrompt = next - 1;
    }

    /// <summary>The highest number a prompt ever had.</summary>
    public int LastPrompt { get; private set; }

    private static IReadOnlyList<string> Lines(IEnumerable<string> typed) =>
        [.. typed.Select(Text.Line).Where(line => line.Length > 0)];
}

/// <summary>Everything about a Thing that an organiser may type.</summary>
public sealed record ThingText
{
    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>One sentence.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Markdown.</summary>
    public string Introduction { get; init; } = "";

    /// <summary>The introduction rendered.</summary>
    public Rendered Rendered { get; init; } = Rendered.Nothing;

    /// <summary>Minutes it takes, 1 to 600.</summary>
    public int Minutes { get; init; } = 60;

    /// <summary>Its subjects.</summary>
    public IReadOnlyList<Category> Categories { get; init; } = [];

    /// <summary>Its questions.</summary>
    public IReadOnlyList<PromptLine> Prompts { get; init; } = [];

    /// <summary>Credits.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>What to do.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Where to look further.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    internal Refusal? Problem() =>
        this switch
        {
            _ when !Text.HasInk(Text.Line(Title)) => Refusals.ThingNeedsTitle,
            _ when Title.Length > Thing.TitleLimit => Refusals.TooLong(
                "Title",
                "The title",
                Thing.TitleLimit
            ),
            _ when Introduction.Length > Thing.IntroductionLimit => Refusals.TooLong(
                "Introduction",
                "The introduction",
                Thing.IntroductionLimit
            ),
            _ when Prompts.Count > Thing.PromptLimit => Refusals.TooManyPrompts,
            _ when Prompts
                    .SelectMany(p => p.Points.Append(p.Text))
                    .Any(t => t.Length > Thing.PromptTextLimit) => Refusals.TooLong(
                "Prompts",
                "A question or point",
                Thing.PromptTextLimit
            ),
            _ when Minutes is < 1 or > 600 => Refusals.MinutesOutOfRange,
            _ => null,
        };
}
