using System.Globalization;
using System.Text;
using AngleSharp.Html.Parser;

namespace CpdCourse.Linking.Pages;

/// <summary>Makes one line of harmless plain text out of what a stranger sent: no control characters, no bidi overrides, no tags, a length that fits (trust C5, protocols 9.5).</summary>
public static class PlainText
{
    /// <summary>Strips what must not be shown and collapses all white space to single spaces.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var line = new StringBuilder(text.Length);
        Append(line, text);
        return line.ToString().Trim();
    }

    /// <summary>The text of a piece of HTML on one line; plain text comes back as it is.</summary>
    public static string FromHtml(string? html)
    {
        if (html is null || !html.AsSpan().ContainsAny('<', '&'))
        {
            return Clean(html);
        }

        var line = new StringBuilder(html.Length);
        foreach (var token in PageWalk.Through(html))
        {
            if (token.Type == HtmlTokenType.Character)
            {
                Append(line, token.Data);
            }
            else if (
                token.Type is HtmlTokenType.StartTag or HtmlTokenType.EndTag
                && PageWalk.BreaksWords(token.Name)
            )
            {
                Append(line, " ");
            }
        }

        return line.ToString().Trim();
    }

    /// <summary>Cuts to at most <paramref name="length"/> UTF-16 characters, the ellipsis counted: after a word, or within a long one after a whole letter with its accents.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var room = length - 1;
        var end = text.LastIndexOf(' ', room);
        if (end < room * 2 / 3)
        {
            end = WholeLetters(text, room);
        }

        return text[..end].TrimEnd() + "…";
    }

    /// <summary>Appends cleaned text so that never two spaces meet.</summary>
    internal static void Append(StringBuilder line, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                // A NUL in the middle of a word is no reason to part it.
                if (char.IsWhiteSpace(c) && line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (
                char.IsHighSurrogate(c)
                && i + 1 < text.Length
                && char.IsLowSurrogate(text[i + 1])
            )
            {
                line.Append(c).Append(text[++i]);
            }
            else if (!char.IsSurrogate(c) && !IsForbidden(c))
            {
                line.Append(c);
            }
        }
    }

    private static bool IsForbidden(char c) =>
        c
            is (>= '\u202A' and <= '\u202E')
                or (>= '\u2066' and <= '\u2069')
                or (>= '\uFFF9' and <= '\uFFFB')
                or '\uFEFF'
                or '\uFFFE'
                or '\uFFFF';

    private static int WholeLetters(string text, int room)
    {
        var end = 0;
        while (true)
        {
            var next = end + StringInfo.GetNextTextElementLength(text.AsSpan(end));
            if (next > room)
            {
                break;
            }

            end = next;
        }

        // A letter with hundreds of accents has no good place to be cut.
        return end > 0 || room == 0 ? end
            : char.IsHighSurrogate(text[room - 1]) ? room - 1
            : room;
    }
}
