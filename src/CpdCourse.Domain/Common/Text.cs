using System.Globalization;
using System.Text;

namespace CpdCourse.Domain.Common;

/// <summary>Normal forms of what people type, made once here so that no query depends on a database's collation.</summary>
public static class Text
{
    /// <summary>
    /// One line: controls, line breaks and bidirectional overrides removed (they let a name disguise itself), spaces collapsed, trimmed.
    /// </summary>
    public static string Line(string? typed)
    {
        var line = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (IsWelcome(rune) && !IsBidiOverride(rune))
            {
                line.Append(rune.ToString());
            }
        }

        // Last: normalising text that is no Unicode (half a pair, U+FFFE) throws.
        return line.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// Many lines: CR LF becomes LF, control characters except TAB and LF are removed, lone surrogates and U+FFFE/F too. Not trimmed inside.
    /// </summary>
    public static string Lines(string? typed)
    {
        var source = (typed ?? "")
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n');
        var lines = new StringBuilder(source.Length);
        foreach (var rune in source.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || IsWelcome(rune))
            {
                lines.Append(rune.ToString());
            }
        }

        return lines.ToString();
    }

    /// <summary>
    /// Lower case letters, digits and hyphens for an address; accents are taken off, other scripts keep their letters. At most <paramref name="max"/> characters.
    /// </summary>
    /// <returns>The slug, or <paramref name="otherwise"/> when nothing is left of the text.</returns>
    public static string Slug(string? text, int max = 80, string otherwise = "post")
    {
        var slug = new StringBuilder();
        foreach (var rune in Line(text).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (
                Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
                || rune.Value is '\'' or '’'
            )
            {
                continue;
            }

            if (Rune.IsLetterOrDigit(rune))
            {
                slug.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var whole = slug.ToString().Normalize(NormalizationForm.FormC).Trim('-');
        return whole.Length == 0 ? otherwise : Shorten(whole, max);
    }

    /// <summary>At most <paramref name="limit"/> characters, the ellipsis counted; no character is cut in two.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[limit - 2]) ? limit - 2 : limit - 1;
        return text[..end].TrimEnd() + "…";
    }

    /// <summary>Length in what people count as characters (grapheme clusters are too dear here: UTF-16 units, as browsers' maxlength).</summary>
    public static int Length(string text) => text.Length;

    private static string Shorten(string slug, int max)
    {
        if (slug.Length <= max)
        {
            return slug;
        }

        var cut = char.IsHighSurrogate(slug[max - 1]) ? max - 1 : max;
        var hyphen = slug.LastIndexOf('-', cut - 1);
        return (hyphen > max / 2 ? slug[..hyphen] : slug[..cut]).TrimEnd('-');
    }

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune);

    private static bool IsWelcome(Rune rune) =>
        !Rune.IsControl(rune)
        && rune.Value is not (0xFFFD or 0xFEFF)
        && (rune.Value & 0xFFFE) != 0xFFFE;

    private static bool IsBidiOverride(Rune rune) =>
        rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
