using System.Collections.Frozen;
using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace CpdCourse.Markup;

/// <summary>
/// Strangers' HTML as a flat, balanced text of known elements, in time linear to its length. The tree builder of
/// HTML5 is quadratic and worse on hostile nesting (20,000 unclosed lists take it seconds); after this it meets
/// none. This guards time only: what is allowed is decided by <see cref="Sanitizer"/>.
/// </summary>
internal sealed class ForeignReader
{
    private const int MaxDepth = 60;

    private static readonly FrozenSet<string> Known = AllowList
        .Page.Union(["h1", "h5", "h6"])
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> KnownAttributes = new[]
    {
        "href",
        "src",
        "alt",
        "title",
        "start",
        "colspan",
        "rowspan",
        "scope",
        "lang",
        "dir",
        "width",
        "height",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Old or sectioning elements and what is near to them in ours.</summary>
    private static readonly FrozenDictionary<string, string> Instead = new Dictionary<
        string,
        string
    >(StringComparer.Ordinal)
    {
        ["acronym"] = "abbr",
        ["address"] = "div",
        ["article"] = "div",
        ["aside"] = "div",
        ["center"] = "div",
        ["details"] = "div",
        ["dir"] = "ul",
        ["fieldset"] = "div",
        ["footer"] = "div",
        ["form"] = "div",
        ["header"] = "div",
        ["hgroup"] = "div",
        ["legend"] = "div",
        ["main"] = "div",
        ["menu"] = "ul",
        ["nav"] = "div",
        ["section"] = "div",
        ["strike"] = "s",
        ["summary"] = "div",
        ["tt"] = "code",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Dropped elements that have no content: only the tag goes.</summary>
    private static readonly FrozenSet<string> DroppedVoid = new[]
    {
        "area",
        "base",
        "basefont",
        "bgsound",
        "col",
        "command",
        "embed",
        "frame",
        "image",
        "input",
        "isindex",
        "keygen",
        "link",
        "menuitem",
        "meta",
        "param",
        "source",
        "track",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly StringBuilder _html = new();
    private readonly List<string> _open = [];

    private ForeignReader() { }

    /// <summary>The HTML, balanced.</summary>
    public static string Balance(string html)
    {
        var reader = new ForeignReader();
        using var source = new TextSource(CleanText.Of(html));
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
        };
        reader.Read(tokens);
        return reader._html.ToString();
    }

    private void Read(HtmlTokenizer tokens)
    {
        var dropped = "";
        var droppedDepth = 0;
        for (var token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokens.Get())
        {
            if (token.Type == HtmlTokenType.StartTag)
            {
                // The tree builder would tell the tokenizer; there is none yet.
                tokens.State = ModeOf(token.Name);
            }

            if (droppedDepth > 0)
            {
                droppedDepth += token.Name != dropped ? 0 : Step(token.Type);
            }
            else if (token.Type == HtmlTokenType.Character)
            {
                Encode(token.Data);
            }
            else if (token.Type == HtmlTokenType.StartTag && AllowList.Dropped.Contains(token.Name))
            {
                dropped = token.Name;
                droppedDepth = DroppedVoid.Contains(dropped) ? 0 : 1;
            }
            else if (token is HtmlTagToken tag)
            {
                Tag(tag);
            }
        }

        CloseTo(0);
    }

    private static int Step(HtmlTokenType type) =>
        type switch
        {
            HtmlTokenType.StartTag => 1,
            HtmlTokenType.EndTag => -1,
            _ => 0,
        };

    private static HtmlParseMode ModeOf(string name) =>
        name switch
        {
            "script" => HtmlParseMode.Script,
            "title" or "textarea" => HtmlParseMode.RCData,
            "style" or "xmp" or "iframe" or "noembed" or "noframes" or "noscript" =>
                HtmlParseMode.Rawtext,
            "plaintext" => HtmlParseMode.Plaintext,
            _ => HtmlParseMode.PCData,
        };

    private void Tag(HtmlTagToken tag)
    {
        var name = Instead.GetValueOrDefault(tag.Name, tag.Name);
        if (!Known.Contains(name))
        {
            return;
        }

        if (tag.Type == HtmlTokenType.EndTag)
        {
            End(name);
            return;
        }

        CloseBefore(name);
        if (_open.Count >= MaxDepth)
        {
            return;
        }

        _html.Append('<').Append(name);
        foreach (var attribute in tag.Attributes)
        {
            if (KnownAttributes.Contains(attribute.Name))
            {
                _html.Append(' ').Append(attribute.Name).Append("=\"");
                Encode(attribute.Value);
                _html.Append('"');
            }
        }

        _html.Append('>');
        if (!AllowList.Void.Contains(name))
        {
            _open.Add(name);
        }
    }

    private void End(string name)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i] == name)
            {
                CloseTo(i);
                return;
            }

            if (
                _open[i] is "td" or "th" or "caption"
                && name is not ("table" or "tr" or "tbody" or "thead" or "tfoot")
            )
            {
                return;
            }
        }
    }

    /// <summary>Closes what the new element ends by itself: a paragraph, the list item before, the row before.</summary>
    private void CloseBefore(string name)
    {
        switch (name)
        {
            case "li":
                CloseNearest(["li"], ["ul", "ol"]);
                break;
            case "dd" or "dt":
                CloseNearest(["dd", "dt"], ["dl"]);
                break;
            case "rt" or "rp":
                CloseNearest(["rt", "rp"], ["ruby"]);
                break;
            case "td" or "th":
                CloseNearest(["td", "th", "caption"], ["table", "tr"]);
                break;
            case "tr":
                CloseNearest(["tr", "caption"], ["table"]);
                break;
            case "tbody" or "thead" or "tfoot":
                CloseNearest(["tbody", "thead", "tfoot", "tr", "caption"], ["table"]);
                break;
            case "a":
                CloseNearest(["a"], ["table"]);
                break;
        }

        if (AllowList.Block.Contains(name))
        {
            CloseNearest(
                ["p", "h1", "h2", "h3", "h4", "h5", "h6"],
                ["td", "th", "caption", "table"]
            );
        }
    }

    /// <summary>Closes up to the outermost of the elements above the nearest boundary.</summary>
    private void CloseNearest(ReadOnlySpan<string> ended, ReadOnlySpan<string> boundaries)
    {
        var first = _open.Count;
        for (var i = _open.Count - 1; i >= 0 && !boundaries.Contains(_open[i]); i--)
        {
            first = ended.Contains(_open[i]) ? i : first;
        }

        CloseTo(first);
    }

    private void CloseTo(int count)
    {
        for (var i = _open.Count - 1; i >= count; i--)
        {
            _html.Append("</").Append(_open[i]).Append('>');
        }

        _open.RemoveRange(count, _open.Count - count);
    }

    private void Encode(string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' => _html.Append("&quot;"),
                _ => _html.Append(c),
            };
        }
    }
}
