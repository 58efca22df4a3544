using System.Text;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>Mends what would be misread in a feed that is not well-formed.</summary>
internal static class FeedMending
{
    // A feed with more is not mended but attacked: each grows by four letters.
    private const int Most = 100_000;

    private const string CharacterData = "<![CDATA[";

    /// <summary>
    /// The same text with an escaped ampersand wherever one stands for itself: in an address such as "?p=1&amp;copy=2" HTML, which needs no semicolon, would
    /// see a sign for copyright. CDATA stays as it is.
    /// </summary>
    public static string Mend(string text)
    {
        StringBuilder? mended = null;
        var kept = 0;
        var count = 0;
        for (var at = 0; at < text.Length && count < Most; at++)
        {
            var found = text.AsSpan(at).IndexOfAny('&', '<');
            if (found < 0)
            {
                break;
            }

            at += found;
            if (text[at] == '<')
            {
                at = AfterCharacterData(text, at);
            }
            else if (!IsReference(text.AsSpan(at + 1)))
            {
                mended ??= new StringBuilder(text.Length + 1024);
                mended.Append(text, kept, at + 1 - kept).Append("amp;");
                kept = at + 1;
                count++;
            }
        }

        return mended is null ? text : mended.Append(text, kept, text.Length - kept).ToString();
    }

    private static int AfterCharacterData(string text, int at)
    {
        if (!text.AsSpan(at).StartsWith(CharacterData, StringComparison.Ordinal))
        {
            return at;
        }

        var end = text.IndexOf("]]>", at, StringComparison.Ordinal);
        return end < 0 ? text.Length : end;
    }

    /// <summary>Whether what follows an ampersand makes it a character reference.</summary>
    public static bool IsReference(ReadOnlySpan<char> text)
    {
        // The longest name in HTML has 31 letters.
        var name = text[..Math.Min(text.Length, 33)];
        var end = name.IndexOf(';');
        if (end <= 0)
        {
            return false;
        }

        name = name[..end];
        name = name[0] == '#' ? name[1..] : name;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
