using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>Reads what feeds say in words: as plain text on one line, or as HTML.</summary>
internal static class FeedText
{
    // Tags that stand in titles; any other word in angle brackets is what the title is about.
    private static readonly HashSet<string> TagsOfTitles = new(
        [
            "a",
            "abbr",
            "acronym",
            "b",
            "big",
            "br",
            "cite",
            "code",
            "del",
            "em",
            "font",
            "i",
            "img",
            "ins",
            "p",
            "q",
            "s",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "tt",
            "u",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>A title, name or tag as plain text. Atom says whether it is HTML (RFC 4287, 3.1); RSS does not, and there it nearly always is.</summary>
    public static string Line(FeedElement? element, bool isAtom, int length)
    {
        if (element is null)
        {
            return "";
        }

        var isHtml = isAtom ? Type(element) == TextType.Html : LooksLikeHtml(element.Text);
        return PlainText.Cut(
            element.Markup is { } markup ? PlainText.FromHtml(markup)
                : isHtml ? PlainText.FromHtml(element.Text)
                : PlainText.Clean(element.Text),
            length
        );
    }

    /// <summary>A text as HTML, as it is written; null when there is none, or when it is no text but a file (RFC 4287, 4.1.3).</summary>
    public static string? Html(FeedElement? element, bool isAtom)
    {
        var html =
            element is null ? null
            : element.Markup is { } markup ? markup
            : !isAtom ? element.Text
            : Type(element) switch
            {
                TextType.Plain => FeedHtml.FromText(element.Text),
                TextType.Html => element.Text,
                _ => null,
            };
        return string.IsNullOrWhiteSpace(html) ? null : html;
    }

    private static TextType Type(FeedElement element)
    {
        // Atom 0.3 says "escaped" by mode and the media type by type.
        var isFile =
            element.Attribute("src") is not null
            || string.Equals(
                element.Attribute("mode"),
                "base64",
                StringComparison.OrdinalIgnoreCase
            );
        return isFile
            ? TextType.File
            : element.Attribute("type")?.ToLowerInvariant() switch
            {
                null or "text" or "text/plain" => TextType.Plain,
                "html" or "text/html" or "xhtml" or "application/xhtml+xml" => TextType.Html,
                _ => TextType.File,
            };
    }

    private static bool LooksLikeHtml(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (
                text[at] == '&' && FeedMending.IsReference(text.AsSpan(at + 1))
                || text[at] == '<' && IsTag(text, at)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTag(string text, int at)
    {
        var rest = text.AsSpan(at + 1).TrimStart('/');
        var end = 0;
        while (end < rest.Length && end < 10 && char.IsAsciiLetter(rest[end]))
        {
            end++;
        }

        return TagsOfTitles.Contains(rest[..end].ToString());
    }

    private enum TextType
    {
        Plain,
        Html,
        File,
    }
}
