using System.Text;

namespace CpdCourse.Markup;

/// <summary>Finds <c>@handle</c> in text: letters, digits, hyphen and underscore of ASCII, 2 to 30 of them.</summary>
internal static class Handles
{
    private const int Shortest = 2;
    private const int Longest = 30;

    /// <summary>Places where a handle may stand: where the @ is, and the handle as typed.</summary>
    public static IEnumerable<(int At, string Handle)> In(string text)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; )
        {
            var end = at + 1;
            while (end < text.Length && IsOfHandle(text[end]))
            {
                end++;
            }

            if (
                end - at - 1 is >= Shortest and <= Longest
                && !FollowsWord(text, at)
                && !GoesOn(text, end)
            )
            {
                yield return (at, text[(at + 1)..end]);
            }

            at = end < text.Length ? text.IndexOf('@', end) : -1;
        }
    }

    /// <summary>The handle, or what is left of it without hyphens and underscores at its end, if that is another one.</summary>
    public static IEnumerable<string> Readings(string handle)
    {
        var lower = handle.ToLowerInvariant();
        yield return lower;
        var shorter = lower.TrimEnd('-', '_');
        if (shorter.Length >= Shortest && shorter.Length < lower.Length)
        {
            yield return shorter;
        }
    }

    private static bool IsOfHandle(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    /// <summary>After a word it is an e-mail address, after a slash a path, after a backslash somebody does not want it.</summary>
    private static bool FollowsWord(string text, int at)
    {
        if (at == 0)
        {
            return false;
        }

        var before = text[at - 1];
        return before is '.' or '_' or '%' or '+' or '-' or '/' or '\\' or '@' or ':' or '=' or '&'
            || IsOfWord(text, at - 1 - (char.IsLowSurrogate(before) && at > 1 ? 1 : 0));
    }

    /// <summary>Longer words, addresses on other hosts (@amara@other.example, @amara.other.example) are no handles of ours.</summary>
    private static bool GoesOn(string text, int end)
    {
        if (end == text.Length)
        {
            return false;
        }

        return text[end] == '@'
            || IsOfWord(text, end)
            || (text[end] == '.' && end + 1 < text.Length && IsOfWord(text, end + 1));
    }

    private static bool IsOfWord(string text, int i)
    {
        // A lone surrogate is never of a word; CleanText has removed them from what is rendered.
        Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out _);
        return Rune.IsLetterOrDigit(rune)
            || Rune.GetUnicodeCategory(rune)
                is System.Globalization.UnicodeCategory.NonSpacingMark
                    or System.Globalization.UnicodeCategory.SpacingCombiningMark;
    }
}
