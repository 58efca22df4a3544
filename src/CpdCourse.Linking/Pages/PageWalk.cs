using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace CpdCourse.Linking.Pages;

/// <summary>Walks through a stranger's HTML tag by tag, leaving out what no reader sees: script, style, template, noscript, frames and text areas.</summary>
/// <remarks>We do not build a tree: 1 MiB of unclosed tags keeps a tree builder busy for more than 8 seconds, the tokenizer for a tenth of one.</remarks>
internal static class PageWalk
{
    /// <summary>The tags, texts and comments in order. In XML no tag has a special content, and CDATA is text.</summary>
    public static IEnumerable<HtmlToken> Through(string html, bool isXml = false)
    {
        using var source = new TextSource(html);
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            DisableElementPositionTracking = true,
        };
        var hiding = new Hiding();
        tokens.IsAcceptingCharacterData = isXml;
        while (true)
        {
            var token = tokens.Get();
            if (token.Type == HtmlTokenType.EndOfFile)
            {
                yield break;
            }

            if (isXml)
            {
                yield return token;
                continue;
            }

            var isSeen = hiding.Shows(token);
            tokens.IsAcceptingCharacterData = hiding.IsForeign;
            tokens.State = hiding.Mode;
            if (isSeen)
            {
                yield return token;
            }
        }
    }

    /// <summary>The value of an attribute; null when the tag has none (an empty value is a value).</summary>
    public static string? Attribute(HtmlTagToken tag, string name)
    {
        foreach (var attribute in tag.Attributes)
        {
            if (attribute.Name == name)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary>Whether a list attribute such as rel holds the word; case does not matter.</summary>
    public static bool HasWord(string? list, string word) =>
        list is not null
        && list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a tag stands between words: every tag but those that run inside a line.</summary>
    public static bool BreaksWords(string? name) =>
        name
            is not (
                "a"
                or "abbr"
                or "acronym"
                or "b"
                or "bdi"
                or "bdo"
                or "big"
                or "cite"
                or "code"
                or "del"
                or "dfn"
                or "em"
                or "font"
                or "i"
                or "ins"
                or "kbd"
                or "mark"
                or "q"
                or "s"
                or "samp"
                or "small"
                or "span"
                or "strike"
                or "strong"
                or "sub"
                or "sup"
                or "time"
                or "tt"
                or "u"
                or "var"
                or "wbr"
            );

    private sealed class Hiding
    {
        private int templates;
        private int foreign;
        private string? inside;

        public bool IsForeign => foreign > 0;

        public HtmlParseMode Mode { get; private set; } = HtmlParseMode.PCData;

        public bool Shows(HtmlToken token) =>
            token switch
            {
                HtmlTagToken { Type: HtmlTokenType.StartTag } tag => Opens(tag),
                HtmlTagToken tag => Closes(tag.Name),
                _ => templates == 0 && inside is null or "title",
            };

        private bool Opens(HtmlTagToken tag)
        {
            switch (tag.Name)
            {
                case "template":
                    templates++;
                    return false;
                case "svg" or "math" when !tag.IsSelfClosing:
                    foreign++;
                    break;
                default:
                    // Inside svg and math a self-closed tag is closed; in HTML the slash says nothing.
                    Mode =
                        tag.IsSelfClosing && IsForeign
                            ? HtmlParseMode.PCData
                            : ModeWithin(tag.Name);
                    inside = Mode == HtmlParseMode.PCData ? null : tag.Name;
                    break;
            }

            return templates == 0 && inside is null or "title";
        }

        private bool Closes(string name)
        {
            var wasHidden = inside is not (null or "title");
            inside = null;
            Mode = HtmlParseMode.PCData;
            switch (name)
            {
                case "template" when templates > 0:
                    templates--;
                    return false;
                case "svg" or "math" when foreign > 0:
                    foreign--;
                    break;
            }

            return templates == 0 && !wasHidden;
        }

        private static HtmlParseMode ModeWithin(string name) =>
            name switch
            {
                "title" or "textarea" => HtmlParseMode.RCData,
                "style" or "xmp" or "iframe" or "noembed" or "noframes" or "noscript" =>
                    HtmlParseMode.Rawtext,
                "script" => HtmlParseMode.Script,
                "plaintext" => HtmlParseMode.Plaintext,
                _ => HtmlParseMode.PCData,
            };
    }
}
