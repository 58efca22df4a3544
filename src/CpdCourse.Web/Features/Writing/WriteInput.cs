using System.Globalization;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;

namespace CpdCourse.Web.Features.Writing;

/// <summary>The editor's form. In either way of writing it becomes one Markdown text.</summary>
internal sealed class WriteInput
{
    public string? Title { get; set; }

    /// <summary>The whole text when writing freely.</summary>
    public string? Text { get; set; }

    /// <summary>One box a question, by "12-3", when writing question by question.</summary>
    public Dictionary<string, string?> Answers { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The writer's own words over a box, where they are not the question's.</summary>
    public Dictionary<string, string?> Headings { get; set; } = new(StringComparer.Ordinal);

    public string? AnythingElse { get; set; }

    /// <summary>The Thing answered first; null is a note of one's own.</summary>
    public int? Thing { get; set; }

    public List<int> Also { get; set; } = [];

    public string? Categories { get; set; }

    public string? Trackbacks { get; set; }

    /// <summary>The links whose sites would be told, as the form showed them.</summary>
    public List<string> Linked { get; set; } = [];

    /// <summary>Those of them that were left ticked.</summary>
    public List<string> Tell { get; set; } = [];

    /// <summary>Null when the form did not say, or said something else: then nobody but the writer reads it.</summary>
    public Audience? Audience { get; set; }

    /// <summary>Made with the form of a new post, so that sending it twice is sending it once.</summary>
    public string? Key { get; set; }

    public string? Persona { get; set; }

    /// <summary>Script's word for the copy on this device, given back in the address when the form was kept.</summary>
    public string? Copy { get; set; }

    public int Version { get; set; }

    /// <summary>"questions" or "free": how the form was filled in.</summary>
    public string? As { get; set; }

    /// <summary>The first Thing when the form was shown: the anchors in its text mean that one.</summary>
    public int? Shown { get; set; }

    public bool ByQuestion => As != "free";

    public IReadOnlyList<int> Things =>
        [.. (Thing is { } first ? Also.Prepend(first) : Also).Where(n => n > 0).Distinct()];

    /// <summary>The post that this form begins.</summary>
    public Id<Post> NewPost =>
        Id<Post>.TryParse(Key, null, out var key) && key != default ? key : Id<Post>.New();

    /// <summary>The persona chosen, or the one that writes when there was no choice; null for a name that is nobody's.</summary>
    public Id<Persona>? PersonaOr(Id<Persona> current) =>
        string.IsNullOrEmpty(Persona) ? current
        : Id<Persona>.TryParse(Persona, null, out var chosen) ? chosen
        : null;

    /// <summary>Fills the form from a draft.</summary>
    public static WriteInput Of(
        Draft draft,
        string? persona,
        bool byQuestion,
        int version,
        IReadOnlyList<Question> questions
    )
    {
        int? first = draft.Things.Count > 0 ? draft.Things[0] : null;
        var input = new WriteInput
        {
            Title = draft.Title,
            Text = draft.Text,
            Thing = first,
            Shown = first,
            Also = [.. draft.Things.Skip(1)],
            Categories = string.Join(", ", draft.Categories),
            Trackbacks = string.Join('\n', draft.Trackbacks),
            Audience = draft.Audience,
            Persona = persona,
            Version = version,
            As = byQuestion ? "questions" : "free",
        };
        if (byQuestion)
        {
            input.Fill(
                questions,
                AnswerSheet.Split(
                    draft.Text,
                    first,
                    questions.Select(q => (q.Thing, q.Prompt)).ToHashSet()
                )
            );
        }

        return input;
    }

    private void Fill(IReadOnlyList<Question> questions, AnswerParts parts)
    {
        AnythingElse = parts.AnythingElse;
        foreach (var question in questions)
        {
            var key = (question.Thing, question.Prompt);
            Answers[BoxKey(question)] = parts.Answers.GetValueOrDefault(key);
            if (
                parts.Headings.GetValueOrDefault(key) is { } own
                && own != AnswerSheet.Heading(question, Shown)
            )
            {
                Headings[BoxKey(question)] = own;
            }
        }
    }

    /// <summary>The draft that was typed.</summary>
    /// <param name="questions">The questions of every Thing whose boxes were filled in.</param>
    public Draft Typed(IReadOnlyList<Question> questions)
    {
        int? first = Things.Count > 0 ? Things[0] : null;
        var text = ByQuestion
            ? AnswerSheet.Compose(questions, Parts(first), first)
            : AnswerSheet.Reanchor(Text ?? "", Shown, first);
        return new Draft
        {
            Title = Title ?? "",
            Text = text,
            Things = Things,
            Categories = (Categories ?? "").Split(
                ',',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            ),
            Trackbacks = (Trackbacks ?? "").Split(
                ['\n', ' ', '\r'],
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            ),
            Untold = [.. Linked.Except(Tell, StringComparer.Ordinal)],
            Audience = Audience
                is Domain.Writing.Audience.Everyone
                    or Domain.Writing.Audience.Course
                ? Audience.Value
                : Domain.Writing.Audience.Me,
        }.Normal();
    }

    /// <summary>Things whose boxes were filled in: the chosen ones and those of the form before the choice changed.</summary>
    public IReadOnlyList<int> AskedThings =>
        [.. Things.Concat(Answers.Keys.Select(k => Split(k).Thing)).Where(n => n > 0).Distinct()];

    public static string BoxKey(Question question) =>
        string.Create(CultureInfo.InvariantCulture, $"{question.Thing}-{question.Prompt}");

    private AnswerParts Parts(int? first) =>
        new(ByQuestionKey(Answers, a => a), AnswerSheet.Reanchor(AnythingElse ?? "", Shown, first))
        {
            Headings = ByQuestionKey(Headings, h => AnswerSheet.Reanchor(h, Shown, first)),
        };

    private static Dictionary<(int, int), string> ByQuestionKey(
        Dictionary<string, string?> typed,
        Func<string, string> normal
    ) =>
        typed
            .GroupBy(t => Split(t.Key))
            .Where(t => t.Key.Thing > 0)
            .ToDictionary(t => t.Key, t => normal(t.First().Value ?? ""));

    private static (int Thing, int Prompt) Split(string key)
    {
        var dash = key.IndexOf('-', StringComparison.Ordinal);
        return
            dash > 0
            && int.TryParse(key[..dash], CultureInfo.InvariantCulture, out var thing)
            && int.TryParse(key[(dash + 1)..], CultureInfo.InvariantCulture, out var prompt)
            ? (thing, prompt)
            : (0, 0);
    }
}
