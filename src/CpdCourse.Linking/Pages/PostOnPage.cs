using System.Text;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace CpdCourse.Linking.Pages;

/// <summary>What the page of a blog post says of the post: its title, beginning, date, tags, headings and links. All of it plain text of a stranger's.</summary>
public sealed record PostOnPage
{
    /// <summary>Longest list of tags, headings or links that is kept.</summary>
    public const int Most = 500;

    /// <summary>Longest excerpt, in characters.</summary>
    public const int ExcerptLength = 300;

    /// <summary>What the page calls itself for others (<c>og:title</c>), else its first main heading, else its title element, else the host.</summary>
    public required string Title { get; init; }

    /// <summary>Its own description, else what follows the first main heading.</summary>
    public required string Excerpt { get; init; }

    /// <summary>When it was written, as the page says; null when it says nothing that can be read.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>Tags: <c>article:tag</c> and the words of links with <c>rel="tag"</c> or <c>"category"</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Headings below the first level, in their order.</summary>
    public IReadOnlyList<string> Headings { get; init; } = [];

    /// <summary>Absolute addresses of its links, each once, in their order.</summary>
    public IReadOnlyList<Uri> Links { get; init; } = [];

    /// <summary>Whether it says that it is gone (<see cref="SourcePage.SaysGone"/>).</summary>
    public bool SaysGone { get; init; }

    /// <summary>Reads the body of a page fetched from <paramref name="url"/>, the address after all redirects.</summary>
    public static PostOnPage Read(ReadOnlyMemory<byte> body, string? contentType, Uri url)
    {
        var text = PageBytes.Decode(body.Span, contentType);
        return Of(text, url, isPlain: Charsets.MediaType(contentType) == "text/plain");
    }

    /// <summary>Reads a text: a whole page, or the HTML that a feed carries.</summary>
    public static PostOnPage Of(string text, Uri url, bool isPlain = false)
    {
        var links = isPlain ? PageLinks.InText(text) : PageLinks.InHtml(text);
        var about = isPlain ? new PageAbout() : PageAbout.InHtml(text);
        var page = links.Base is null ? url : WebAddress.Resolve(url, links.Base) ?? url;
        return new PostOnPage
        {
            Title = PlainText.Cut(
                First(about.Title, links.Heading, links.Title, url.Host),
                SourcePage.TitleLength
            ),
            Excerpt = PlainText.Cut(First(about.Description, Beginning(links)), ExcerptLength),
            WrittenAt = about.WrittenAt,
            Tags = [.. about.Tags.Distinct(StringComparer.OrdinalIgnoreCase).Take(Most)],
            Headings = [.. about.Headings.Take(Most)],
            Links =
            [
                .. links
                    .Links.Where(l => l.HasWords)
                    .Select(l => WebAddress.Resolve(page, l.Address))
                    .OfType<Uri>()
                    .Distinct()
                    .Take(Most),
            ],
            SaysGone = links.SaysGone,
        };
    }

    private static string Beginning(PageLinks page)
    {
        var heading =
            page.Heading.Length > 0
                ? page.Text.IndexOf(page.Heading, StringComparison.Ordinal)
                : -1;
        return (heading < 0 ? page.Text : page.Text[(heading + page.Heading.Length)..]).Trim();
    }

    private static string First(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > 0)
            {
                return text;
            }
        }

        return "";
    }
}

/// <summary>Gathers what a page says of itself in meta elements, headings and tags, in one pass.</summary>
internal sealed class PageAbout
{
    private readonly StringBuilder words = new();
    private string? open;

    public string Title { get; private set; } = "";

    public string Description { get; private set; } = "";

    public DateTimeOffset? WrittenAt { get; private set; }

    public List<string> Tags { get; } = [];

    public List<string> Headings { get; } = [];

    public static PageAbout InHtml(string html)
    {
        var about = new PageAbout();
        foreach (var token in PageWalk.Through(html))
        {
            switch (token)
            {
                case HtmlTagToken { Type: HtmlTokenType.StartTag } tag:
                    about.Open(tag);
                    break;
                case HtmlTagToken tag when tag.Name == about.open:
                    about.Close();
                    break;
                case { Type: HtmlTokenType.Character } when about.open is not null:
                    PlainText.Append(about.words, token.Data);
                    break;
            }
        }

        return about;
    }

    private void Open(HtmlTagToken tag)
    {
        switch (tag.Name)
        {
            case "meta":
                Meta(
                    (
                        PageWalk.Attribute(tag, "property") ?? PageWalk.Attribute(tag, "name") ?? ""
                    ).ToLowerInvariant(),
                    PlainText.Clean(PageWalk.Attribute(tag, "content"))
                );
                break;
            case "time":
                WrittenAt ??= Date(PageWalk.Attribute(tag, "datetime"));
                break;
            case "h2" or "h3" or "h4" or "h5" or "h6":
                Begin(tag.Name);
                break;
            case "a"
                when PageWalk.Attribute(tag, "rel") is { } rel
                    && (PageWalk.HasWord(rel, "tag") || PageWalk.HasWord(rel, "category")):
                Begin(tag.Name);
                break;
        }
    }

    private void Begin(string name)
    {
        open = name;
        words.Clear();
    }

    private void Close()
    {
        var text = PlainText.Cut(words.ToString().Trim(), SourcePage.TitleLength);
        if (text.Length > 0)
        {
            (open == "a" ? Tags : Headings).Add(text);
        }

        open = null;
    }

    private void Meta(string name, string content)
    {
        switch (name)
        {
            case "og:title":
                Title = content;
                break;
            case "og:description" or "description":
                Description = Description.Length > 0 ? Description : content;
                break;
            case "article:tag":
                Tags.Add(content);
                break;
            case "article:published_time" or "dc.date" or "dcterms.created":
                WrittenAt = Date(content) ?? WrittenAt;
                break;
        }
    }

    // Programs without a date send the beginning of their calendar.
    private static DateTimeOffset? Date(string? text) =>
        FoundDate.Read(text) is { Year: > 1990 and < 2200 } date ? date : null;
}
