using System.Globalization;
using System.Text;

namespace CpdCourse.Domain.Courses;

/// <summary>A prompt as an organiser types it.</summary>
/// <param name="Number">The anchor's number, or null for a new prompt.</param>
/// <param name="Text">The question.</param>
/// <param name="Points">The nested list.</param>
public sealed record PromptLine(int? Number, string Text, IReadOnlyList<string> Points);

/// <summary>
/// Prompts as one text, for editing without script: a line "1. question {#q1}" for each, its nested list as indented lines.
/// The anchor in braces keeps a reworded or moved prompt the same prompt.
/// </summary>
public static class PromptList
{
    /// <summary>Reads the text. Anything is accepted: a line that is not indented is a prompt, an indented one is a point of the prompt before it.</summary>
    public static IReadOnlyList<PromptLine> Read(string? text)
    {
        var prompts = new List<(int? Number, string Text, List<string> Points)>();
        foreach (
            var line in Common
                .Text.Lines(text)
                .Split('\n')
                .Where(l => !string.IsNullOrWhiteSpace(l))
        )
        {
            var indented = line[0] is ' ' or '\t';
            var words = WithoutMarker(line.Trim());
            if (indented && prompts.Count > 0)
            {
                prompts[^1].Points.Add(words);
            }
            else
            {
                var (number, question) = TakeAnchor(words);
                prompts.Add((number, question, []));
            }
        }

        return
        [
            .. prompts
                .Where(p => p.Text.Length > 0)
                .Select(p => new PromptLine(p.Number, p.Text, p.Points)),
        ];
    }

    /// <summary>Writes the prompts as such a text.</summary>
    public static string Write(IEnumerable<Prompt> prompts)
    {
        var text = new StringBuilder();
        foreach (var prompt in prompts.OrderBy(p => p.Position))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{prompt.Position}. {prompt.Text} {{#{prompt.Anchor}}}\n"
            );
            for (var i = 0; i < prompt.Points.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"   {i + 1}. {prompt.Points[i]}\n");
            }
        }

        return text.ToString();
    }

    private static string WithoutMarker(string line)
    {
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        if (
            digits is > 0 and < 4
            && line.Length > digits + 1
            && line[digits] is '.' or ')'
            && line[digits + 1] == ' '
        )
        {
            return line[(digits + 1)..].TrimStart();
        }

        return line.Length > 2 && line[0] is '-' or '*' && line[1] == ' '
            ? line[2..].TrimStart()
            : line;
    }

    private static (int? Number, string Question) TakeAnchor(string line)
    {
        var start = line.LastIndexOf("{#q", StringComparison.Ordinal);
        return
            start >= 0
            && line.EndsWith('}')
            && int.TryParse(
                line[(start + 3)..^1],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            ? (number, line[..start].TrimEnd())
            : (null, line);
    }
}
