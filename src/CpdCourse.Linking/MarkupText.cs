using System.Text;
using System.Xml;

namespace CpdCourse.Linking;

/// <summary>Makes text fit for XML 1.0.</summary>
internal static class MarkupText
{
    /// <summary>Drops the characters that XML 1.0 cannot hold even escaped: most controls, lone surrogates, U+FFFE and U+FFFF.</summary>
    public static string Valid(string text)
    {
        var bad = FirstInvalid(text, 0);
        if (bad < 0)
        {
            return text;
        }

        var valid = new StringBuilder(text.Length);
        var start = 0;
        for (; bad >= 0; bad = FirstInvalid(text, start))
        {
            valid.Append(text, start, bad - start);
            start = bad + 1;
        }

        return valid.Append(text, start, text.Length - start).ToString();
    }

    /// <summary>Escapes for an element or a quoted attribute.</summary>
    public static string Escape(string text) =>
        Valid(text)
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal)
            .Replace("'", "&#39;", StringComparison.Ordinal);

    private static int FirstInvalid(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (
                char.IsHighSurrogate(text[i])
                && i + 1 < text.Length
                && char.IsLowSurrogate(text[i + 1])
            )
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
