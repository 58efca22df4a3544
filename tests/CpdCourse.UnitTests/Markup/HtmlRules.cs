using System.Collections.Concurrent;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace CpdCourse.UnitTests.Markup;

/// <summary>
/// What our HTML may hold, written a second time and on purpose not taken from the product: a slip in its allow-list
/// must fail here.
/// </summary>
internal static class HtmlRules
{
    private static readonly HashSet<string> Elements =
    [
        .. "a abbr b blockquote br caption cite code dd del div dl dt em figcaption figure h2 h3 h4 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small strong sub sup table tbody td tfoot th thead tr u ul var".Split(
            ' '
        ),
    ];

    private static readonly Dictionary<string, string> Attributes = new(StringComparer.Ordinal)
    {
        ["a"] = "href rel class id title aria-label",
        ["img"] = "src alt title loading",
        ["div"] = "class role aria-label tabindex",
        ["abbr"] = "title",
        ["ol"] = "start",
        ["li"] = "id",
        ["h2"] = "id",
        ["h3"] = "id",
        ["h4"] = "id",
        ["th"] = "scope colspan rowspan",
        ["td"] = "colspan rowspan",
    };

    private static readonly HashSet<string> Classes =
    [
        "mention",
        "table-scroll",
        "footnotes",
        "footnote-ref",
        "footnote-back",
    ];

    private static readonly ConcurrentDictionary<string, bool> Checked = new(
        StringComparer.Ordinal
    );

    /// <summary>Fails with the input unless the HTML keeps the rules, however a browser is set and wherever it stands.</summary>
    public static void Check(string html, string input)
    {
        if (Checked.ContainsKey(html))
        {
            return;
        }

        var alone = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + html).Body!;
        CheckTree(alone, input);
        var scripting = new HtmlParser(new HtmlParserOptions { IsScripting = true });
        var page = scripting.ParseDocument(
            "<!DOCTYPE html><title>t</title><main><div>" + html + "</div></main>"
        );
        page.Head!.Children.Length.ShouldBe(1, input);
        page.Body!.Children.Length.ShouldBe(1, input);
        page.Body.FirstElementChild!.ChildNodes.Length.ShouldBe(1, input);
        page.QuerySelector("main > div")!.InnerHtml.ShouldBe(alone.InnerHtml, input);
        html.All(IsTextCharacter).ShouldBeTrue(input);
        Checked.TryAdd(html, true);
    }

    private static bool IsTextCharacter(char c) =>
        c is '\t' or '\n' or >= ' '
        && c
            is not (
                (>= '\u007f' and <= '\u009f')
                or (>= '\u202a' and <= '\u202e')
                or (>= '\u2066' and <= '\u2069')
                or '\ufffe'
                or '\uffff'
            );

    private static void CheckTree(IElement box, string input)
    {
        foreach (var node in box.GetDescendants())
        {
            (node is IElement or IText).ShouldBeTrue($"{node.NodeType} in {input}");
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in box.QuerySelectorAll("*"))
        {
            element.NamespaceUri.ShouldBe(NamespaceNames.HtmlUri, input);
            Elements.ShouldContain(element.LocalName, input);
            foreach (var attribute in element.Attributes)
            {
                var allowed = Attributes.GetValueOrDefault(element.LocalName, "") + " lang dir";
                allowed.Split(' ').ShouldContain(attribute.Name, input);
                IsRight(element, attribute, ids)
                    .ShouldBeTrue(
                        $"{element.LocalName} {attribute.Name}={attribute.Value} in {input}"
                    );
            }
        }
    }

    private static bool IsRight(IElement element, IAttr attribute, HashSet<string> ids) =>
        attribute.Name switch
        {
            "href" => IsAddress(attribute.Value),
            "src" => attribute.Value.StartsWith("/media/", StringComparison.Ordinal)
                && attribute.Value.All(c =>
                    char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_'
                )
                && !attribute.Value.Contains("..", StringComparison.Ordinal),
            "class" => Classes.Contains(attribute.Value),
            "id" => ids.Add(attribute.Value) && IsOwnId(attribute.Value),
            "rel" => attribute.Value is "ugc noopener" or "ugc nofollow noopener",
            "loading" => attribute.Value == "lazy",
            "role" => attribute.Value == "region" && element.ClassName == "table-scroll",
            "tabindex" => attribute.Value == "0" && element.ClassName == "table-scroll",
            "aria-label" => attribute.Value.StartsWith("Table", StringComparison.Ordinal)
                || attribute.Value.StartsWith("Back to reference ", StringComparison.Ordinal),
            "scope" => attribute.Value is "col" or "row" or "colgroup" or "rowgroup",
            "start" or "colspan" or "rowspan" => int.TryParse(attribute.Value, out _),
            "dir" => attribute.Value is "ltr" or "rtl" or "auto",
            "lang" => attribute.Value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'),
            _ => true,
        };

    private static bool IsAddress(string href)
    {
        // As a browser does before it looks for a scheme.
        var seen = string.Concat(href.Where(c => c > ' '));
        if (seen != href)
        {
            return false;
        }

        if (href[0] == '#')
        {
            return true;
        }

        return href[0] == '/'
            ? !href.StartsWith("//", StringComparison.Ordinal)
                && !href.Contains('\\', StringComparison.Ordinal)
            : href.StartsWith("https://", StringComparison.Ordinal)
                || href.StartsWith("http://", StringComparison.Ordinal)
                || href.StartsWith("mailto:", StringComparison.Ordinal);
    }

    private static bool IsOwnId(string id)
    {
        var isQuestion =
            id.Length > 1 && (id[0] == 'q' || id[0] == 't') && char.IsAsciiDigit(id[1]);
        return isQuestion
            || id.StartsWith("h-", StringComparison.Ordinal)
            || id.StartsWith("fn-", StringComparison.Ordinal);
    }
}
