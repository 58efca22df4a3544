using System.Text;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace CpdCourse.Linking.Pages;

/// <summary>One reference in a page: where it stands in the page's text, and its words when they are not part of that text (an image's alternative).</summary>
internal sealed class PageLink(string address, int start, bool hasWords)
{
    public string Address => address;

    public int Start { get; } = start;

    public int End { get; set; } = start;

    public bool HasWords => hasWords;

    public string? Words { get; init; }
}

/// <summary>All references of a page and its visible text on one line, gathered in one pass.</summary>
internal sealed class PageLinks
{
    private readonly StringBuilder text = new();
    private readonly StringBuilder title = new();
    private readonly StringBuilder heading = new();
    private readonly List<PageLink> links = [];
    private PageLink? open;
    private bool isInTitle;
    private bool isInHeading;
    private bool hasTitle;
    private bool hasHeading;

    public IReadOnlyList<PageLink> Links => links;

    public string Text { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Heading { get; private set; } = "";

    /// <summary>The title that the page gives to others (og:title).</summary>
    public string TitleForOthers { get; private set; } = "";

    public string Author { get; private set; } = "";

    public string? Base { get; private set; }

    public bool SaysGone { get; private set; }

    public static PageLinks InHtml(string html)
    {
        var page = new PageLinks();
        foreach (var token in PageWalk.Through(html))
        {
            switch (token)
            {
                case HtmlTagToken { Type: HtmlTokenType.StartTag } tag:
                    page.Open(tag);
                    break;
                case HtmlTagToken tag:
                    page.Close(tag.Name);
                    break;
                case { Type: HtmlTokenType.Character }:
                    page.Words(token.Data);
                    break;
            }
        }

        page.Finish();
        return page;
    }

    /// <summary>In plain text a link is a word that starts with http, without the punctuation around it.</summary>
    public static PageLinks InText(string plain)
    {
        var page = new PageLinks();
        PlainText.Append(page.text, plain);
        var line = page.text.ToString();
        ReadOnlySpan<char> edges =
        [
            ' ',
            '<',
            '>',
            '"',
            '\'',
            '`',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '|',
        ];
        for (var start = 0; start < line.Length; )
        {
            var length = line.AsSpan(start).IndexOfAny(edges);
            var end = length < 0 ? line.Length : start + length;
            var word = line.AsSpan(start, end - start).TrimEnd(".,;:!?*_").ToString();
            if (
                word.StartsWith("http", StringComparison.OrdinalIgnoreCase)
                && word.Contains("://", StringComparison.Ordinal)
            )
            {
                page.links.Add(
                    new PageLink(word, start, hasWords: true) { End = start + word.Length }
                );
            }

            start = end + 1;
        }

        page.Finish();
        return page;
    }

    /// <summary>In JSON a link is a text that is an address and nothing else.</summary>
    public static PageLinks InJson(string json)
    {
        var page = new PageLinks();
        page.links.AddRange(
            JsonTexts
                .In(json)
                .Where(text => WebAddress.Read(text) is not null)
                .Select(text => new PageLink(text, 0, hasWords: false))
        );
        page.Finish();
        return page;
    }

    private void Open(HtmlTagToken tag)
    {
        Break(tag.Name);
        switch (tag.Name)
        {
            case "title":
                isInTitle = !hasTitle;
                hasTitle = true;
                break;
            case "h1":
                isInHeading = !hasHeading;
                hasHeading = true;
                break;
            case "base":
                Base ??= PageWalk.Attribute(tag, "href");
                break;
            case "meta":
                SaysGone |= IsGone(tag);
                Note(tag);
                break;
            case "a":
                CloseLink();
                open = Add(tag, "href", hasWords: true);
                break;
            case "area" or "link":
                Add(tag, "href");
                break;
            case "blockquote" or "q":
                Add(tag, "cite");
                break;
            case "img" or "video" or "audio" or "source":
                Add(tag, "src");
                break;
        }
    }

    private void Close(string name)
    {
        Break(name);
        switch (name)
        {
            case "title":
                isInTitle = false;
                break;
            case "h1":
                isInHeading = false;
                break;
            case "a":
                CloseLink();
                break;
        }
    }

    private void Words(string words)
    {
        if (isInTitle)
        {
            PlainText.Append(title, words);
            return;
        }

        PlainText.Append(text, words);
        if (isInHeading)
        {
            PlainText.Append(heading, words);
        }
    }

    private void Break(string name)
    {
        if (PageWalk.BreaksWords(name))
        {
            Words(" ");
        }
    }

    private PageLink? Add(HtmlTagToken tag, string attribute, bool hasWords = false)
    {
        if (PageWalk.Attribute(tag, attribute) is not { } address)
        {
            return null;
        }

        var words = hasWords ? null : PlainText.Clean(PageWalk.Attribute(tag, "alt"));
        var link = new PageLink(address, text.Length, hasWords) { Words = words };
        links.Add(link);
        return link;
    }

    private void CloseLink()
    {
        open?.End = text.Length;
        open = null;
    }

    private void Finish()
    {
        CloseLink();
        Text = text.ToString();
        Title = title.ToString().Trim();
        Heading = heading.ToString().Trim();
    }

    private void Note(HtmlTagToken meta)
    {
        var name = PageWalk.Attribute(meta, "property") ?? PageWalk.Attribute(meta, "name");
        var content = PlainText.Clean(PageWalk.Attribute(meta, "content"));
        if (string.Equals(name, "og:title", StringComparison.OrdinalIgnoreCase))
        {
            TitleForOthers = content;
        }
        else if (string.Equals(name, "author", StringComparison.OrdinalIgnoreCase))
        {
            Author = content;
        }
    }

    private static bool IsGone(HtmlTagToken meta) =>
        string.Equals(
            PageWalk.Attribute(meta, "http-equiv"),
            "status",
            StringComparison.OrdinalIgnoreCase
        )
        && (PageWalk.Attribute(meta, "content") ?? "")
            .TrimStart()
            .StartsWith("410", StringComparison.Ordinal);
}
