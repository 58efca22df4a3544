namespace CpdCourse.UnitTests.House;

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
