using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>Finds the address in what a person pasted: out of a letter, with words around it, broken over two lines.</summary>
internal static class PastedText
{
    // Nobody types more than this; a whole page pasted by mistake is read no further.
    private const int MostCharacters = 2 * WebAddress.MaxLength;

    private static readonly SearchValues<char> WithinAddresses = SearchValues.Create("./?=&-_%");

    private const string Wrapping = "<>\"'`“”‘’„«»()[]{}";

    private static readonly Regex Scheme = new(
        @"^h{0,2}t{1,2}p(?<secure>s)?([:;]/{0,3}|/{2,3})",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    );

    /// <summary>The first thing that looks like an address, put together and freed of what stands around it; everything when nothing does.</summary>
    public static string OneAddress(string pasted)
    {
        var pieces = Pieces(pasted.Length > MostCharacters ? pasted[..MostCharacters] : pasted);
        var start = pieces.FindIndex(piece => LooksLikeAddress(piece.Text));
        if (start < 0)
        {
            return Bare(string.Concat(pieces.Select(piece => piece.Text)));
        }

        var address = new StringBuilder(WithoutLabel(pieces[start].Text));
        foreach (var piece in pieces.Skip(start + 1).TakeWhile(p => GoesOn(address, p)))
        {
            address.Append(piece.Text);
        }

        return Bare(address.ToString());
    }

    /// <summary>Whether it is an e-mail address, which people confuse with the other kind.</summary>
    public static bool IsMail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
            || (at >= 0 && !text.AsSpan(0, at).ContainsAny('/', ':'));
    }

    /// <summary>The address with a scheme that is spelled right: "http//", "htp:/" and "http://https://" are mended, https is put before one that has none. Null when it has another.</summary>
    public static string? WithScheme(string address, out bool saysScheme)
    {
        var rest = FeedScheme.Mend(address.Replace('\\', '/'));
        var scheme = "";
        while (Scheme.Match(rest) is { Success: true } found)
        {
            scheme = found.Groups["secure"].Success ? "https://" : "http://";
            rest = rest[found.Length..];
        }

        saysScheme = scheme.Length > 0;
        rest = rest.TrimStart('/');
        // A colon before the path is a port or another scheme.
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        var isOther =
            !saysScheme
            && colon >= 0
            && !rest.AsSpan(0, colon).ContainsAny('/', '?')
            && !(colon + 1 < rest.Length && char.IsAsciiDigit(rest[colon + 1]));
        return isOther ? null : (saysScheme ? scheme : "https://") + rest;
    }

    private static List<(string Text, bool IsOnNewLine)> Pieces(string pasted)
    {
        var pieces = new List<(string, bool)>();
        foreach (var line in pasted.Split(['\r', '\n']))
        {
            var isNew = pieces.Count > 0;
            foreach (var word in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                var seen = string.Concat(word.Where(IsSeen));
                if (seen.Length > 0)
                {
                    pieces.Add((seen, isNew));
                    isNew = false;
                }
            }
        }

        return pieces;
    }

    // Marks of direction, joiners and soft hyphens come along from letters and web pages.
    private static bool IsSeen(char c) =>
        !char.IsControl(c)
        && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format;

    private static bool LooksLikeAddress(string piece)
    {
        var text = Bare(piece);
        return text.Contains("://", StringComparison.Ordinal)
            || text.Contains('@', StringComparison.Ordinal)
            || Scheme.IsMatch(text)
            || EndsLikeHost(text);
    }

    // "e.g." and "5.5" are none: what stands behind the last dot has two letters at least.
    private static bool EndsLikeHost(string text)
    {
        var end = text.AsSpan().IndexOfAny("/?#:");
        var host = end < 0 ? text : text[..end];
        var dot = host.LastIndexOf('.');
        return dot > 0 && host.Length > dot + 2 && char.IsLetter(host[dot + 1]);
    }

    // "Blog:https://…", "view-source:https://…", "href="https://…">"; an address within an address stands behind a slash or question mark.
    private static string WithoutLabel(string piece)
    {
        var start = piece.IndexOf("http", StringComparison.OrdinalIgnoreCase);
        var isLabelled =
            start > 0
            && piece.IndexOf("://", start, StringComparison.Ordinal) > 0
            && !piece.AsSpan(0, start).ContainsAny('/', '?');
        var address = isLabelled ? piece[start..] : piece.TrimStart('<', '"');
        var end = address.AsSpan().IndexOfAny('"', '<', '>');
        return end < 0 ? address : address[..end];
    }

    private static bool GoesOn(StringBuilder address, (string Text, bool IsOnNewLine) next)
    {
        var first = next.Text[0];
        var last = address[^1];
        if (
            next.Text.Contains("://", StringComparison.Ordinal)
            || next.Text.Contains('@', StringComparison.Ordinal)
        )
        {
            return address.ToString() is "http://" or "https://" or "http:" or "https:";
        }

        return last is ':' or '?' or '=' or '&' or '%' or '_'
            || address.ToString().EndsWith("://", StringComparison.Ordinal)
            || (next.Text.Length > 1 && first is '/' or '?' or '#' or '&' or '=' or '.')
            || (last is '.' && next.Text.All(c => char.IsAsciiLetterLower(c) || c is '.' or '/'))
            || (next.IsOnNewLine && next.Text.AsSpan().ContainsAny(WithinAddresses));
    }

    private static string Bare(string text) =>
        text.Trim(Wrapping.ToCharArray())
            .TrimEnd(".,;:!".ToCharArray())
            .Trim(Wrapping.ToCharArray());
}
