using AngleSharp.Html.Parser.Tokens;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>A text of an entry: its HTML, null when there is none, and whether all of it is there.</summary>
internal readonly record struct FeedContent(string? Html, bool IsCut = false)
{
    private const int LengthOfEnding = 80;

    // What programs put where a text breaks off, and as the words of the link to the rest.
    private static readonly string[] Gaps = ["[…]", "[...]", "(…)", "(...)"];
    private static readonly string[] Endings = ["…", "..."];
    private static readonly string[] Invitations =
    [
        "continue reading",
        "keep reading",
        "read more",
        "read the rest",
        "view original",
    ];

    /// <summary>Whether it is there to its end, as far as can be told.</summary>
    public bool SeemsComplete => Html is { } html && !IsCut && !BreaksOff(html);

    /// <summary>
    /// Whether a text that stands in the place of a summary, and alone, is the whole one: RSS 2.0 has one place for both. It is, when it has paragraphs and does
    /// not break off.
    /// </summary>
    public bool SeemsWhole => Html is { } html && HasParagraphs(html) && SeemsComplete;

    private static bool HasParagraphs(string html) =>
        PageWalk.Through(html).Any(t => t is HtmlTagToken && PageWalk.BreaksWords(t.Name));

    private static bool BreaksOff(string html)
    {
        var text = PlainText.FromHtml(html);
        var ending = text[Math.Max(0, text.Length - LengthOfEnding)..];
        return Endings.Any(e => text.EndsWith(e, StringComparison.Ordinal))
            || Gaps.Any(g => text.Contains(g, StringComparison.Ordinal))
            || Invitations.Any(i => ending.Contains(i, StringComparison.OrdinalIgnoreCase));
    }
}
