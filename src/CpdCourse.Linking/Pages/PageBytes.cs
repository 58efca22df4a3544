using System.Text;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using CpdCourse.Linking.Fetching;

namespace CpdCourse.Linking.Pages;

/// <summary>Turns the bytes of a fetched page into text.</summary>
public static class PageBytes
{
    private const int Prescan = 2048;

    /// <summary>Decodes by byte order mark, then Content-Type, then meta element or XML declaration, then UTF-8 if it is that, else windows-1252 (HTML standard, 13.2.3.2).</summary>
    public static string Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        var (marked, skip) = Marked(body);
        var rest = body[skip..];
        var encoding =
            marked
            ?? Charsets.Find(Charsets.Parameter(contentType))
            ?? Declared(rest)
            ?? (Charsets.IsUtf8(rest) ? Encoding.UTF8 : Charsets.Windows1252);
        return encoding.GetString(rest);
    }

    /// <summary>The text of a fetched page that is HTML; empty for one of another kind.</summary>
    public static string Html(Fetched page) =>
        Charsets.MediaType(page.ContentType) is "text/html" or "application/xhtml+xml"
            ? Decode(page.Body, page.ContentType)
            : "";

    /// <summary>The encoding that a byte order mark stands for, and the mark's length.</summary>
    internal static (Encoding? Encoding, int Length) Marked(ReadOnlySpan<byte> body) =>
        body switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            _ => (null, 0),
        };

    private static Encoding? Declared(ReadOnlySpan<byte> body)
    {
        var head = Encoding.Latin1.GetString(body[..Math.Min(body.Length, Prescan)]);
        if (head.StartsWith("<?xml", StringComparison.Ordinal))
        {
            return Charsets.Find(XmlEncoding(head));
        }

        foreach (var token in PageWalk.Through(head))
        {
            if (
                token is HtmlTagToken { Type: HtmlTokenType.StartTag, Name: "meta" } meta
                && Charsets.Find(MetaCharset(meta)) is { } found
            )
            {
                // Were the page UTF-16, we could not have read the element that says so.
                return found.CodePage is 1200 or 1201 ? Encoding.UTF8 : found;
            }
        }

        return null;
    }

    private static string? MetaCharset(HtmlTagToken meta) =>
        PageWalk.Attribute(meta, "charset")
        ?? (
            string.Equals(
                PageWalk.Attribute(meta, "http-equiv"),
                "content-type",
                StringComparison.OrdinalIgnoreCase
            )
                ? Charsets.Parameter(PageWalk.Attribute(meta, "content"))
                : null
        );

    /// <summary>The encoding's name in a text that begins with an XML declaration (XML 1.0, 4.3.3).</summary>
    internal static string? XmlEncoding(string head)
    {
        var end = head.IndexOf("?>", StringComparison.Ordinal);
        var start = head.IndexOf("encoding", StringComparison.Ordinal);
        if (start < 0 || end < start)
        {
            return null;
        }

        var value = head.AsSpan(start + "encoding".Length, end - start - "encoding".Length).Trim();
        if (value is not ['=', ..])
        {
            return null;
        }

        value = value[1..].TrimStart();
        var close = value is ['"' or '\'', ..] ? value[1..].IndexOf(value[0]) : -1;
        return close > 0 ? value[1..(close + 1)].ToString() : null;
    }
}
