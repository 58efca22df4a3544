namespace CpdCourse.UnitTests.House;

/// <summary>A member of a type as it stands in a file.</summary>
internal sealed record Member(string Name, int Line, int Lines);

/// <summary>
/// Finds the members of the types in a C# file by its braces and semicolons, without a compiler: enough to measure them.
/// </summary>
internal static class CSharpOutline
{
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
        while (start < end && char.IsWhiteSpace(code[start]))
        {
            start++;
        }

        if (isType && start < end)
        {
            var first = code.AsSpan(0, start).Count('\n') + 1;
            var last = code.AsSpan(0, end).Count('\n') + 1;
            members.Add(new Member(NameOf(code[start..end]), first, last - first + 1));
        }
    }

    private static string NameOf(string member)
    {
        var head = member.Split('(', '{', '=')[0].Trim();
        return head.Split(' ', '\n')[^1];
    }
}

/// <summary>C# with comments, strings and characters blanked out; line breaks stay where they are.</summary>
internal static class CSharpCode
{
    public static string WithoutTexts(string text)
    {
        var code = text.ToCharArray();
        var at = 0;
        while (at < code.Length)
        {
            var end = EndOfText(text, at);
            for (var i = at; i < end; i++)
            {
                code[i] = code[i] == '\n' ? '\n' : ' ';
            }

            at = Math.Max(end, at + 1);
        }

        return new string(code);
    }

    // Where the comment, string, character or directive that begins here ends; the same position when none does.
    private static int EndOfText(string text, int at)
    {
        var rest = text.AsSpan(at);
        return rest switch
        {
            ['/', '/', ..] => LineEnd(text, at),
            ['/', '*', ..] => After(text, "*/", at + 2),
            ['#', ..] when IsFirstOnLine(text, at) => LineEnd(text, at),
            ['\'', ..] => Quoted(text, at, '\''),
            ['"', ..] or ['$', '"' or '$' or '@', ..] or ['@', '"' or '$', ..] => EndOfString(
                text,
                at
            ),
            _ => at,
        };
    }

    private static int EndOfString(string text, int at)
    {
        var quote = at;
        while (quote < text.Length && text[quote] is '$' or '@')
        {
            quote++;
        }

        if (quote >= text.Length || text[quote] != '"')
        {
            return at;
        }

        var prefix = text[at..quote];
        var quotes = text.AsSpan(quote).IndexOfAnyExcept('"');
        if (quotes >= 3)
        {
            return After(text, new string('"', quotes), quote + quotes);
        }

        if (prefix.Contains('$', StringComparison.Ordinal))
        {
            return Interpolated(text, quote + 1, prefix.Contains('@', StringComparison.Ordinal));
        }

        return prefix.Contains('@', StringComparison.Ordinal)
            ? Verbatim(text, quote + 1)
            : Quoted(text, quote, '"');
    }

    private static int Interpolated(string text, int at, bool isVerbatim)
    {
        var holes = 0;
        while (at < text.Length)
        {
            var inner = holes > 0 ? EndOfText(text, at) : at;
            if (inner > at)
            {
                at = inner;
                continue;
            }

            switch (text[at])
            {
                case '"' when holes == 0 && isVerbatim && Next(text, at) == '"':
                case '\\' when holes == 0 && !isVerbatim:
                case '{' when holes == 0 && Next(text, at) == '{':
                case '}' when holes == 0 && Next(text, at) == '}':
                    at++;
                    break;
                case '"' when holes == 0:
                    return at + 1;
                case '{':
                    holes++;
                    break;
                case '}':
                    holes--;
                    break;
            }

            at++;
        }

        return at;
    }

    private static char Next(string text, int at) => at + 1 < text.Length ? text[at + 1] : '\0';

    private static int Verbatim(string text, int at)
    {
        while (at < text.Length && (text[at] != '"' || Next(text, at) == '"'))
        {
            at += text[at] == '"' ? 2 : 1;
        }

        return Math.Min(at + 1, text.Length);
    }

    private static int Quoted(string text, int at, char quote)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == quote)
            {
                return i + 1;
            }
        }

        return text.Length;
    }

    private static bool IsFirstOnLine(string text, int at) =>
        text.AsSpan(
                text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1,
                at - text.LastIndexOf('\n', Math.Max(0, at - 1)) - 1
            )
            .IsWhiteSpace();

    private static int LineEnd(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end;
    }

    private static int After(string text, string mark, int at)
    {
        var end = text.IndexOf(mark, at, StringComparison.Ordinal);
        return end < 0 ? text.Length : end + mark.Length;
    }
}
