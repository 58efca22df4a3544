using System.Buffers;
using System.Globalization;
using System.Text;

namespace CpdCourse.Markup;

/// <summary>Removes the characters that no text of ours may hold.</summary>
internal static class CleanText
{
    /// <summary>
    /// The text without control characters (but TAB and LF), lone surrogates, noncharacters and characters that
    /// override the direction of writing. What is left may stand in HTML, XML and JSON.
    /// </summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        StringBuilder? kept = null;
        for (var i = 0; i < text.Length; )
        {
            var isWhole =
                Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length)
                == OperationStatus.Done;
            if (isWhole && !IsUnwanted(rune.Value))
            {
                kept?.Append(text, i, length);
            }
            else
            {
                kept ??= new StringBuilder(text, 0, i, text.Length);
                kept.Append(IsLoneReturn(text, i) ? "\n" : "");
            }

            i += length;
        }

        return kept?.ToString() ?? text;
    }

    /// <summary>The text as one line: white space of any kind and length is one space, none at the ends.</summary>
    public static string OneLine(string? text)
    {
        var line = new StringBuilder();
        foreach (var c in Of(text))
        {
            if (!char.IsWhiteSpace(c))
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd(' ');
    }

    /// <summary>Whether a reader would see nothing: spaces, format characters and fillers are not seen.</summary>
    public static bool IsBlank(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsUnseen(rune))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUnseen(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || IsUnwanted(rune.Value)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        // Characters made to fill a place with nothing: Hangul fillers, the empty Braille pattern, the joiner.
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x034F;

    private static bool IsLoneReturn(string text, int i) =>
        text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n');

    private static bool IsUnwanted(int character) =>
        character switch
        {
            '\t' or '\n' => false,
            < ' ' => true,
            >= 0x7F and <= 0x9F => true,
            >= 0x202A and <= 0x202E => true,
            >= 0x2066 and <= 0x2069 => true,
            >= 0xFDD0 and <= 0xFDEF => true,
            0xFEFF => true,
            // The last two code points of every plane are noncharacters.
            _ => (character & 0xFFFE) == 0xFFFE,
        };
}
