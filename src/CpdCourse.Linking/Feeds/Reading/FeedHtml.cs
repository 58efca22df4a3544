using System.Text;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>Writes a stranger's HTML anew, tag by tag: whoever keeps it knows no page to resolve its addresses against.</summary>
/// <remarks>Without a tree, unlike <see cref="AbsoluteHtml"/>, which gets our own HTML: a stranger's may nest 20,000 levels deep.</remarks>
internal static class FeedHtml
{
    private static readonly string[] Addresses = ["href", "src", "cite", "poster"];

    /// <summary>The HTML with href, src, cite and poster resolved against <paramref name="page"/>, without script and the like, cut to <see cref="FeedReader.MaxContent"/>; null when nothing is left.</summary>
    public static FeedContent Absolute(string? html, Uri page)
    {
        if (string.IsNullOrWhiteSpace(html))
        {
            return default;
        }

        var isCut = false;
        var written = new StringBuilder(html.Length);
        foreach (var token in PageWalk.Through(html))
        {
            var piece = token switch
            {
                HtmlTagToken { Type: HtmlTokenType.StartTag } tag => StartTag(tag.Name, tag, page),
                HtmlTagToken tag => $"</{tag.Name}>",
                { Type: HtmlTokenType.Character } => MarkupText.Escape(token.Data),
                _ => "",
            };
            if (written.Length + piece.Length > FeedReader.MaxContent)
            {
                var room = FeedReader.MaxContent - written.Length;
                written.Append(token.Type == HtmlTokenType.Character ? Words(piece, room) : "");
                isCut = true;
                break;
            }

            written.Append(piece);
        }

        var text = written.ToString().Trim();
        return new FeedContent(text.Length > 0 ? text : null, isCut);
    }

    /// <summary>Plain text as HTML, its lines kept.</summary>
    public static string FromText(string text) =>
        MarkupText
            .Escape(text.Trim())
            .ReplaceLineEndings("\n")
            .Replace("\n", "<br>", StringComparison.Ordinal);

    /// <summary>A start tag under another name; its addresses resolved where there is a page.</summary>
    public static string StartTag(string name, HtmlTagToken tag, Uri? page = null)
    {
        var written = new StringBuilder("<").Append(name);
        foreach (var attribute in tag.Attributes)
        {
            // Several sizes of a picture: the src that stands beside them does.
            if (attribute.Name is "srcset" or "xmlns" || !attribute.Name.All(IsPlain))
            {
                continue;
            }

            var value =
                page is not null && Addresses.Contains(attribute.Name, StringComparer.Ordinal)
                    ? WebAddress.Resolve(page, attribute.Value)?.AbsoluteUri ?? attribute.Value
                    : attribute.Value;
            written
                .Append(' ')
                .Append(attribute.Name)
                .Append("=\"")
                .Append(MarkupText.Escape(value))
                .Append('"');
        }

        return written.Append('>').ToString();
    }

    // No xml:base either, which means nothing in HTML.
    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    // Neither a word nor a character reference is cut in half.
    private static string Words(string escaped, int room)
    {
        var end = room > 0 ? escaped.LastIndexOf(' ', Math.Min(room, escaped.Length - 1)) : -1;
        return end < 0 ? "" : escaped[..end];
    }
}
