using System.Text.RegularExpressions;

namespace CpdCourse.UnitTests.House;

/// <summary>A member of a type as it stands in a file: how many of its lines say something.</summary>
internal sealed record Member(string Name, int Line, int Lines);

/// <summary>
/// Finds the members of the types in a C# file by its braces and semicolons, without a compiler: enough to measure them.
/// </summary>
internal static class CSharpOutline
{
    private static readonly Regex Method = new(
        @"(?<name>\w+)(?:<[^()]*>)?\(",
        RegexOptions.NonBacktracking
    );

    private static readonly string[] TypeWords = ["class", "record", "struct", "interface", "enum"];

    public static IReadOnlyList<Member> Members(string text)
    {
        var code = CSharpCode.WithoutTexts(text);
        var members = new List<Member>();
        Body(code, 0, isType: false, members);
        return members;
    }

    // Reads declarations until the brace that closes this body; returns the position after it.
    private static int Body(string code, int at, bool isType, List<Member> members)
    {
        var start = at;
        var nesting = 0;
        while (at < code.Length)
        {
            switch (code[at])
            {
                case '(' or '[':
                    nesting++;
                    break;
                case ')' or ']':
                    nesting--;
                    break;
                case ';' when nesting == 0:
                    Add(code, start, at, isType, members);
                    start = at + 1;
                    break;
                case '}':
                    return at + 1;
                case '{' when nesting == 0:
                    at = Block(code, start, at, isType, members, out var isOver);
                    start = isOver ? at + 1 : start;
                    break;
                case '{':
                    at = Skip(code, at);
                    break;
            }

            at++;
        }

        return at;
    }

    private static int Block(
        string code,
        int start,
        int open,
        bool isType,
        List<Member> members,
        out bool isOver
    )
    {
        var header = code[start..open];
        isOver = true;
        if (IsContainer(header, out var opensType))
        {
            return Body(code, open + 1, opensType, members) - 1;
        }

        var close = Skip(code, open);
        // "=> x switch { … };" goes on to its semicolon, and so does an initialiser.
        isOver = !HasValue(header);
        if (isOver)
        {
            Add(code, start, close, isType, members);
        }

        return close;
    }

    private static bool IsContainer(string header, out bool opensType)
    {
        var words = header.Split(
            (char[])[' ', '\n', '\t', '('],
            StringSplitOptions.RemoveEmptyEntries
        );
        opensType =
            !HasValue(header) && words.Any(w => TypeWords.Contains(w, StringComparer.Ordinal));
        return opensType || words.Contains("namespace", StringComparer.Ordinal);
    }

    private static bool HasValue(string header)
    {
        var nesting = 0;
        for (var i = 0; i < header.Length; i++)
        {
            nesting +=
                header[i] is '(' or '[' ? 1
                : header[i] is ')' or ']' ? -1
                : 0;
            if (
                header[i] == '='
                && nesting == 0
                && !header.Contains("operator", StringComparison.Ordinal)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static int Skip(string code, int open)
    {
        var depth = 0;
        for (var i = open; i < code.Length; i++)
        {
            depth +=
                code[i] == '{' ? 1
                : code[i] == '}' ? -1
                : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return code.Length - 1;
    }

    private static void Add(string code, int start, int end, bool isType, List<Member> members)
    {
        start = AfterAttributes(code, start, end);
        if (isType && start < end)
        {
            var first = code.AsSpan(0, start).Count('\n') + 1;
            members.Add(new Member(NameOf(code[start..end]), first, Lines(code[start..end])));
        }
    }

    // Lines without a word or a number are the formatter's: blank ones, comments, brackets.
    private static int Lines(string member) =>
        member.Split('\n').Count(line => line.Any(char.IsLetterOrDigit));

    // Rows of cases above a test are no part of its length.
    private static int AfterAttributes(string code, int at, int end)
    {
        while (at < end && (char.IsWhiteSpace(code[at]) || code[at] == '['))
        {
            at = code[at] == '[' ? Close(code, at) + 1 : at + 1;
        }

        return at;
    }

    private static int Close(string code, int at)
    {
        var depth = 0;
        do
        {
            depth +=
                code[at] == '[' ? 1
                : code[at] == ']' ? -1
                : 0;
            at++;
        } while (depth > 0 && at < code.Length);

        return at - 1;
    }

    private static string NameOf(string member)
    {
        var method = Method.Match(member);
        return method.Success
            ? method.Groups["name"].Value
            : member.Split('{', '=')[0].Trim().Split(' ', '\n')[^1];
    }
}
