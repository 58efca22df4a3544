using System.Globalization;
using System.Text;

namespace CpdCourse.Domain.Writing;

/// <summary>A question as it appears on an answer sheet.</summary>
/// <param name="Thing">Number of its Thing.</param>
/// <param name="Prompt">Number of the prompt.</param>
/// <param name="Text">The words of the heading.</param>
public sealed record Question(int Thing, int Prompt, string Text);

/// <summary>
/// Question by question as a view on one Markdown text: each answer stands under a heading that ends with the anchor of its question,
/// <c>## Any disadvantages? {#q2}</c>. Splitting and joining again gives the same answers byte for byte; text outside any question is "anything else".
/// </summary>
public static class AnswerSheet
{
    /// <summary>
    /// The anchor of a question: <c>q2</c> for the first Thing of a post, <c>t7-q2</c> for any other.
    /// </summary>
    public static string Anchor(Question question, int? firstThing) =>
        question.Thing == firstThing
            ? $"q{question.Prompt}"
            : $"t{question.Thing}-q{question.Prompt}";

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="firstThing">The Thing that <c>q2</c> means; null when the post answers none.</param>
    public static (
        IReadOnlyDictionary<(int Thing, int Prompt), string> Answers,
        string AnythingElse
    ) Split(string text, int? firstThing)
    {
        var answers = new Dictionary<(int, int), string>();
        var others = new List<string>();
        foreach (var part in Parts(text, firstThing))
        {
            var body = part.Body.Trim('\n');
            if (part.Question is { } question && !answers.ContainsKey(question))
            {
                answers[question] = body;
            }
            else if (part.Question is null)
            {
                others.Add(body);
            }
            else
            {
                answers[part.Question.Value] = Join([answers[part.Question.Value], body]);
            }
        }

        return (answers, Join(others));
    }

    /// <summary>Puts a text together: answered questions as headings in the order given, then anything else. Empty answers leave no heading.</summary>
    public static string Compose(
        IEnumerable<Question> questions,
        IReadOnlyDictionary<(int Thing, int Prompt), string> answers,
        string anythingElse,
        int? firstThing
    )
    {
        var text = new StringBuilder();
        foreach (var question in questions)
        {
            var answer = Normal(answers.GetValueOrDefault((question.Thing, question.Prompt), ""));
            if (!string.IsNullOrWhiteSpace(answer))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"## {question.Text} {{#{Anchor(question, firstThing)}}}\n\n{Guarded(answer)}\n\n"
                );
            }
        }

        var rest = Normal(anythingElse);
        if (!string.IsNullOrWhiteSpace(rest))
        {
            text.Append(text.Length > 0 ? $"{Rule}\n\n{rest}\n" : $"{rest}\n");
        }

        return text.ToString().TrimEnd('\n') + (text.Length > 0 ? "\n" : "");
    }

    // Ends the last answer: an HTML comment would be shown as text, a thematic break looks right when read.
    private const string Rule = "* * * * *";

    private static string Normal(string typed) => Common.Text.Lines(typed).Trim('\n');

    private static bool IsRule(string line) => line.TrimEnd(' ') == Rule;

    // An answer may hold the same break: one more space at its end tells it apart, and is taken away again.
    private static string Guarded(string answer) =>
        string.Join('\n', answer.Split('\n').Select(line => IsRule(line) ? line + " " : line));

    private static string Join(IEnumerable<string> parts) =>
        string.Join("\n\n", parts.Where(p => p.Length > 0));

    private static IEnumerable<((int Thing, int Prompt)? Question, string Body)> Parts(
        string text,
        int? firstThing
    )
    {
        (int, int)? current = null;
        var body = new StringBuilder();
        foreach (var line in Common.Text.Lines(text).Split('\n'))
        {
            var asked = AskedIn(line, firstThing);
            var ends = current is not null && line == Rule;
            if (asked is not null || ends)
            {
                yield return (current, body.ToString());
                body.Clear();
                current = asked;
            }
            else
            {
                body.Append(current is not null && IsRule(line) ? line[..^1] : line).Append('\n');
            }
        }

        yield return (current, body.ToString());
    }

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
        if (
            anchor.StartsWith('t')
            && anchor.IndexOf("-q", StringComparison.Ordinal) is var dash and > 1
        )
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
        && number is > 0 and < 100
            ? number
            : null;
}
