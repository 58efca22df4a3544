using System.Text;
using System.Text.RegularExpressions;

namespace CpdCourse.UnitTests.House;

/// <summary>
/// What a person can read of a .cshtml file: the text between tags, the attributes that are read or spoken, and the strings in its code. Rather too much than too little.
/// </summary>
internal static class RazorText
{
    private static readonly Regex Comments = new(
        @"@\*(?:.|\n)*?\*@|<!--(?:.|\n)*?-->",
        RegexOptions.NonBacktracking
    );

    private static readonly Regex Spoken = new(
        @"\b(?:label|hint|title|placeholder|aria-label|alt)=""(?<said>[^""]*)""",
        RegexOptions.NonBacktracking
    );

    private static readonly Regex Strings = new(
        @"""(?<said>[^""\n]*)""",
        RegexOptions.NonBacktracking
    );

    private static readonly Regex Expressions = new(
        @"@[\w.?!]+(?:\([^()]*\))?(?:\.[\w]+(?:\([^()]*\))?)*|@\([^()]*(?:\([^()]*\)[^()]*)*\)",
        RegexOptions.NonBacktracking
    );

    public static string Of(string cshtml)
    {
        var source = Comments.Replace(cshtml, " ");
        var text = new StringBuilder();
        foreach (Match spoken in Spoken.Matches(source))
        {
            text.AppendLine(spoken.Groups["said"].Value);
        }

        foreach (var line in WithoutTags(source).Split('\n'))
        {
            text.AppendLine(IsCode(line.Trim()) ? StringsOf(line) : Expressions.Replace(line, " "));
        }

        return text.ToString();
    }

    private static string StringsOf(string line) =>
        string.Join(
            ' ',
            Strings.Matches(line).Select(m => m.Groups["said"].Value).Where(IsForPeople)
        );

    // A small word alone is a key of something.
    private static bool IsForPeople(string text) =>
        text.Length > 0 && (text.Contains(' ', StringComparison.Ordinal) || char.IsUpper(text[0]));

    private static bool IsCode(string line) =>
        line.EndsWith(';')
        || line.EndsWith('{')
        || line is "}" or "{" or "else"
        || Array.Exists(
            [
                "@if",
                "@for",
                "@switch",
                "@using",
                "@model",
                "@page",
                "@inject",
                "@functions",
                "if (",
                "else",
                "foreach",
                "case ",
                "var ",
            ],
            start => line.StartsWith(start, StringComparison.Ordinal)
        );

    // A ">" inside a quoted attribute (a lambda, a comparison) does not end the tag.
    private static string WithoutTags(string source)
    {
        var text = new StringBuilder(source.Length);
        var at = 0;
        while (at < source.Length)
        {
            if (
                source[at] == '<'
                && at + 1 < source.Length
                && (char.IsAsciiLetter(source[at + 1]) || source[at + 1] == '/')
            )
            {
                at = TagEnd(source, at);
                text.Append(' ');
            }
            else
            {
                text.Append(source[at++]);
            }
        }

        return text.ToString();
    }

    private static int TagEnd(string source, int at)
    {
        var quote = '\0';
        for (; at < source.Length; at++)
        {
            if (quote != '\0')
            {
                quote = source[at] == quote ? '\0' : quote;
            }
            else if (source[at] is '"' or '\'')
            {
                quote = source[at];
            }
            else if (source[at] == '>')
            {
                return at + 1;
            }
        }

        return at;
    }
}
