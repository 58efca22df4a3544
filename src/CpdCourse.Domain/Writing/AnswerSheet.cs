using System.Globalization;
using System.Text;

namespace CpdCourse.Domain.Writing;

/// <summary>A question as it appears on an answer sheet.</summary>
/// <param name="Thing">Number of its Thing.</param>
/// <param name="Prompt">Number of the prompt.</param>
/// <param name="Text">The words of the heading.</param>
public sealed record Question(int Thing, int Prompt, string Text);

/// <summary>A text taken apart.</summary>
/// <param name="Answers">What stands under the heading of each question.</param>
/// <param name="AnythingElse">The rest.</param>
public sealed record AnswerParts(
    IReadOnlyDictionary<(int Thing, int Prompt), string> Answers,
    string AnythingElse
)
{
    /// <summary>The heading line of each answer as it stands in the text: its author may have used other words than the question's.</summary>
    public IReadOnlyDictionary<(int Thing, int Prompt), string> Headings { get; init; } =
        new Dictionary<(int, int), string>();
}

/// <summary>
/// Question by question as a view on one Markdown text: each answer stands under a heading that ends with the anchor of its question,
/// <c>## Any disadvantages? {#q2}</c>. Taking apart and putting together gives the same answers byte for byte; text outside any question is "anything else".
/// </summary>
public static class AnswerSheet
{
    // Ends the last answer: an HTML comment would be shown as text, a thematic break looks right when read.
    private const string Rule = "* * * * *";

    /// <summary>The anchor of a question: <c>q2</c> for the first Thing of a post, <c>t7-q2</c> for any other.</summary>
    public static string Anchor(int thing, int prompt, int? firstThing) =>
        thing == firstThing ? $"q{prompt}" : $"t{thing}-q{prompt}";

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="firstThing">The Thing that <c>q2</c> means; null when the post answers none.</param>
    /// <param name="boxes">
    /// The questions that have a box each; a part under any other question's heading stays whole, heading and all, in the rest, and so does a second
    /// part under the same question. Null takes every question, and two parts as one.
    /// </param>
    public static AnswerParts Split(
        string text,
        int? firstThing,
        IReadOnlySet<(int Thing, int Prompt)>? boxes = null
    )
    {
        var answers = new Dictionary<(int, int), string>();
        var headings = new Dictionary<(int, int), string>();
        var rest = new List<string>();
        foreach (var (asked, heading, lines) in Parts(text, firstThing))
        {
            var body = lines.Trim('\n');
            if (asked is not { } question || boxes?.Contains(question) == false)
            {
                rest.Add(Whole(heading, body));
            }
            else if (answers.TryAdd(question, body))
            {
                headings[question] = heading.TrimEnd();
            }
            else if (boxes is null)
            {
                answers[question] = Join([answers[question], body]);
            }
            else
            {
                rest.Add(Whole(heading, body));
            }
        }

        return new AnswerParts(answers, Join(rest)) { Headings = headings };
    }

    /// <summary>
    /// Puts a text together: answered questions as headings in the order given, then anything else. Empty answers leave no heading; answers to questions
    /// that are not asked any more are kept at the end.
    /// </summary>
    public static string Compose(
        IReadOnlyList<Question> questions,
        AnswerParts parts,
        int? firstThing
    )
    {
        var asked = questions.Select(q => (q.Thing, q.Prompt)).ToHashSet();
        var sections = questions
            .Select(question =>
                Section(question, (question.Thing, question.Prompt), parts, firstThing)
            )
            .Where(section => section.Length > 0)
            .ToList();
        var left = parts
            .Answers.Keys.Where(key => !asked.Contains(key))
            .Order()
            .Select(key => Section(null, key, parts, firstThing));
        var rest = Join([Normal(parts.AnythingElse), .. left]);
        if (!string.IsNullOrWhiteSpace(rest))
        {
            sections.Add(sections.Count > 0 ? $"{Rule}\n\n{rest}" : rest);
        }

        return sections.Count > 0 ? Join(sections).TrimEnd('\n') + "\n" : "";
    }

    /// <summary>The heading line that a question has unless its author chose other words.</summary>
    public static string Heading(Question question, int? firstThing) =>
        $"## {question.Text} {{#{Anchor(question.Thing, question.Prompt, firstThing)}}}";

    /// <summary>
    /// The same text for another first Thing: a heading's <c>{#q2}</c> goes on meaning the question it meant.
    /// </summary>
    public static string Reanchor(string text, int? from, int? to)
    {
        if (from == to)
        {
            return text;
        }

        var fence = "";
        var lines = new List<string>();
        foreach (var line in Common.Text.Lines(text).Split('\n'))
        {
            lines.Add(fence.Length > 0 ? line : Reanchored(line, from, to));
            fence = Fence.After(fence, line);
        }

        return string.Join('\n', lines);
    }

    private static string Reanchored(string line, int? from, int? to) =>
        AskedIn(line, from) is { } asked
            ? $"{line[..line.LastIndexOf("{#", StringComparison.Ordinal)]}{{#{Anchor(asked.Thing, asked.Prompt, to)}}}"
            : line;

    private static string Section(
        Question? question,
        (int Thing, int Prompt) key,
        AnswerParts parts,
        int? firstThing
    )
    {
        var answer = Closed(Normal(parts.Answers.GetValueOrDefault(key, "")));
        if (string.IsNullOrWhiteSpace(answer))
        {
            return "";
        }

        var own = parts.Headings.GetValueOrDefault(key, "");
        var heading =
            !own.Contains('\n', StringComparison.Ordinal) && AskedIn(own, firstThing) == key ? own
            : question is not null ? Heading(question, firstThing)
            : $"## Question {key.Prompt} {{#{Anchor(key.Thing, key.Prompt, firstThing)}}}";
        return $"{heading}\n\n{Guarded(answer)}";
    }

    private static string Whole(string heading, string body) =>
        heading.Length > 0 ? $"{heading}\n\n{body}".TrimEnd('\n') : body;

    private static string Normal(string typed) => Common.Text.Lines(typed).Trim('\n');

    private static bool IsRule(string line) => line.TrimEnd(' ') == Rule;

    // An answer may hold the same break: one more space at its end tells it apart, and is taken away again.
    private static string Guarded(string answer) =>
        string.Join('\n', answer.Split('\n').Select(line => IsRule(line) ? line + " " : line));

    private static string Join(IEnumerable<string> parts) =>
        string.Join("\n\n", parts.Where(p => p.Length > 0));

    // A fence left open would swallow the questions that follow.
    private static string Closed(string answer)
    {
        var fence = answer.Split('\n').Aggregate("", Fence.After);
        return fence.Length > 0 ? $"{answer}\n{fence}" : answer;
    }

    private static IEnumerable<(
        (int Thing, int Prompt)? Question,
        string Heading,
        string Body
    )> Parts(string text, int? firstThing)
    {
        (int, int)? current = null;
        var heading = "";
        var fence = "";
        var body = new StringBuilder();
        foreach (var line in Common.Text.Lines(text).Split('\n'))
        {
            var inCode = fence.Length > 0;
            fence = Fence.After(fence, line);
            var asked = inCode ? null : AskedIn(line, firstThing);
            if (asked is not null || (current is not null && !inCode && line == Rule))
            {
                yield return (current, heading, body.ToString());
                body.Clear();
                current = asked;
                heading = asked is null ? "" : line;
            }
            else
            {
                body.Append(current is not null && IsRule(line) ? Unguarded(line) : line)
                    .Append('\n');
            }
        }

        yield return (current, heading, body.ToString());
    }

    private static string Unguarded(string line) => line == Rule ? line : line[..^1];

    private static (int Thing, int Prompt)? AskedIn(string line, int? firstThing)
    {
        var hashes = line.TakeWhile(c => c == '#').Count();
        var trimmed = line.TrimEnd();
        var brace = trimmed.LastIndexOf("{#", StringComparison.Ordinal);
        if (hashes is 0 or > 6 || brace < hashes || !trimmed.EndsWith('}'))
        {
            return null;
        }

        var anchor = trimmed[(brace + 2)..^1];
        var thing = firstThing;
        var dash = anchor.IndexOf("-q", StringComparison.Ordinal);
        if (anchor.StartsWith('t') && dash > 1)
        {
            thing = Number(anchor[1..dash]);
            anchor = anchor[(dash + 1)..];
        }

        return anchor.StartsWith('q') && Number(anchor[1..]) is { } prompt && thing is { } known
            ? (known, prompt)
            : null;
    }

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= Courses.Prompt.NumberLimit
            ? number
            : null;
}
