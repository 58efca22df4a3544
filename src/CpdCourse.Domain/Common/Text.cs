using System.Globalization;
using System.Text;

namespace CpdCourse.Domain.Common;

/// <summary>Normal forms of what people type, made once here so that no query depends on a database's collation.</summary>
public static class Text
{
    /// <summary>
    /// One line: controls, line breaks, bidirectional overrides and characters that cannot be seen are removed (they let a name disguise itself), spaces
    /// collapsed, trimmed. The two joiners stay: Persian, Hindi and families in emoji are spelled with them.
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
            else if (IsWelcome(rune) && !IsUnseen(rune))
            {
                Append(line, rune);
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
                Append(lines, rune);
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
                Append(slug, Rune.ToLowerInvariant(rune));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var whole = slug.ToString().Normalize(NormalizationForm.FormC).Trim('-');
        return whole.Length == 0 ? otherwise : Shorten(whole, max);
    }

    /// <summary>At most <paramref name="limit"/> characters, the ellipsis counted; no letter is parted from its accents.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var end = 0;
        for (var next = 0; next < limit; )
        {
            end = next;
            next += StringInfo.GetNextTextElementLength(text.AsSpan(next));
        }

        // A letter with hundreds of accents has no good place to be cut.
        end =
            end > 0 ? end
            : char.IsHighSurrogate(text[limit - 2]) ? limit - 2
            : limit - 1;
        return text[..end].TrimEnd() + "…";
    }

    /// <summary>True when something of a line can be seen: a name of joiners and fillers alone would look like none at all.</summary>
    public static bool HasInk(string line) =>
        line.EnumerateRunes()
            .Any(rune =>
                Rune.GetUnicodeCategory(rune)
                    is not (
                        UnicodeCategory.Format
                        or UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.EnclosingMark
                        or UnicodeCategory.OtherNotAssigned
                        or UnicodeCategory.PrivateUse
                        or UnicodeCategory.SpaceSeparator
                    )
                && rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800)
            );

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

    // Without a string for each: a long text has many.
    private static void Append(StringBuilder text, Rune rune)
    {
        Span<char> pair = stackalloc char[2];
        text.Append(pair[..rune.EncodeToUtf16(pair)]);
    }

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune);

    private static bool IsWelcome(Rune rune) =>
        !Rune.IsControl(rune)
        && rune.Value is not (0xFFFD or 0xFEFF)
        && (rune.Value & 0xFFFE) != 0xFFFE;

    // The flags of Scotland and Wales are spelled with the tags.
    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format
        && rune.Value is not (0x200C or 0x200D or (>= 0xE0020 and <= 0xE007F));
}
