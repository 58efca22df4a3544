using System.Text;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>Turns the bytes of a feed into text.</summary>
internal static class FeedBytes
{
    private const int Prescan = 2048;
    private const char Replaced = '\uFFFD';

    /// <summary>
    /// Decodes by byte order mark, then the charset of Content-Type, then the XML declaration, then as UTF-8 (RFC 7303, 3). Bytes that contradict what is
    /// said of them are believed: text in UTF-8 that is called Latin-1, and the other way round, is the commonest fault of feeds.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        var (marked, skip) = PageBytes.Marked(body);
        var rest = body[skip..];
        if ((marked ?? Unmarked(rest)) is { } certain)
        {
            return certain.GetString(rest);
        }

        var declared = Readable(Charsets.Find(Declared(rest)));
        var said =
            Readable(Charsets.Find(Charsets.Parameter(contentType))) ?? declared ?? Encoding.UTF8;
        if (said.Equals(Charsets.Windows1252))
        {
            // Windows-1252 that happens to be UTF-8 does not exist, apart from plain ASCII, which is both.
            return (Charsets.IsUtf8(rest) ? Encoding.UTF8 : said).GetString(rest);
        }

        var text = said.GetString(rest);
        return !IsUtf8(said) || Charsets.IsUtf8(rest) || IsMostlySound(text)
            ? text
            : Other(declared).GetString(rest);
    }

    private static bool IsUtf8(Encoding encoding) => encoding.CodePage == Encoding.UTF8.CodePage;

    private static Encoding Other(Encoding? declared) =>
        declared is null || IsUtf8(declared) ? Charsets.Windows1252 : declared;

    // UTF-16 without its mark: the first character is "<" in both feeds and pages (XML 1.0, F.1).
    private static Encoding? Unmarked(ReadOnlySpan<byte> body) =>
        body switch
        {
            [(byte)'<', 0, _, 0, ..] => Encoding.Unicode,
            [0, (byte)'<', 0, _, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };

    // Were it UTF-16, we could not have read that it is: programs write so of what they keep in memory, and send UTF-8.
    private static Encoding? Readable(Encoding? encoding) =>
        encoding?.CodePage is 1200 or 1201 or 12000 or 12001 or 65001 ? Encoding.UTF8 : encoding;

    // One letter cut in half is no reason to spoil all the others.
    private static bool IsMostlySound(string text)
    {
        var bad = 0;
        var good = 0;
        foreach (var c in text)
        {
            bad += c == Replaced ? 1 : 0;
            good += c > 127 && c != Replaced ? 1 : 0;
        }

        return bad <= good;
    }

    // White space, a warning of PHP or half a page may stand before the declaration.
    private static string? Declared(ReadOnlySpan<byte> body)
    {
        var head = Encoding.Latin1.GetString(body[..Math.Min(body.Length, Prescan)]);
        var start = head.IndexOf("<?xml", StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : PageBytes.XmlEncoding(head[start..]);
    }
}
