using System.Text;
using CpdCourse.Linking.Microformats;

namespace CpdCourse.Linking.Pages;

/// <summary>A link that was found in a page, as plain text: its own words (at most 200 characters) and up to 100 characters on each side.</summary>
public sealed record FoundLink(string Text, string Excerpt);

/// <summary>A stranger's page, read to learn whether it really links to us (protocols 1.2 "Verify", 4.2). Nothing in it is trusted, everything it gives out is plain text.</summary>
public sealed class SourcePage
{
    /// <summary>The longest title, in characters.</summary>
    public const int TitleLength = 200;

    private const int LinkText = 200;
    private const int Around = 100;

    private readonly PageLinks found;
    private readonly Uri url;

    private SourcePage(Uri url, PageLinks found)
    {
        this.url = url;
        this.found = found;
        var title = new[] { found.TitleForOthers, found.Title, found.Heading }.FirstOrDefault(t =>
            t.Length > 0
        );
        Title = title is null ? "" : PlainText.Cut(title, TitleLength);
        Author = PlainText.Cut(found.Author, MentionAuthor.NameLength);
    }

    /// <summary>The title it gives to others (og:title), else the title element's text, else the first main heading; empty when it has none.</summary>
    public string Title { get; }

    /// <summary>Who wrote it, by its metadata; empty when they do not say.</summary>
    public string Author { get; }

    /// <summary>Whether a static page says by a meta element with http-equiv "status" that it is gone, which counts as an answer 410 (protocols 1.2).</summary>
    public bool SaysGone => found.SaysGone;

    /// <summary>Reads the body of a page fetched from <paramref name="url"/>, the address after all redirects.</summary>
    public static SourcePage Read(ReadOnlyMemory<byte> body, string? contentType, Uri url)
    {
        var text = PageBytes.Decode(body.Span, contentType);
        var links = Charsets.MediaType(contentType) switch
        {
            "text/plain" => PageLinks.InText(text),
            "application/json" or "application/feed+json" => PageLinks.InJson(text),
            _ => PageLinks.InHtml(text),
        };
        return new SourcePage(url, links);
    }

    /// <summary>Reads a piece of a page at <paramref name="url"/>.</summary>
    internal static SourcePage Read(string html, Uri url) => new(url, PageLinks.InHtml(html));

    /// <summary>The first link whose absolute address the caller recognises, links with words before pictures and metadata; null when there is none.</summary>
    public FoundLink? FindLink(Func<Uri, bool> isTarget)
    {
        var page = found.Base is null ? url : WebAddress.Resolve(url, found.Base) ?? url;
        var isKnown = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (
            var link in found
                .Links.Where(l => l.HasWords)
                .Concat(found.Links.Where(l => !l.HasWords))
        )
        {
            if (!isKnown.TryGetValue(link.Address, out var isHit))
            {
                isHit = WebAddress.Resolve(page, link.Address) is { } target && isTarget(target);
                isKnown.Add(link.Address, isHit);
            }

            if (isHit)
            {
                return Describe(link);
            }
        }

        return null;
    }

    private FoundLink Describe(PageLink link)
    {
        var text = found.Text;
        // A picture's words are not in the text of the page: they get a space on both sides.
        var core = link.Words is null ? text[link.Start..link.End] : $" {link.Words} ";
        var words = PlainText.Cut(core.Trim(), LinkText);
        var excerpt = new StringBuilder(Before(text[..link.Start]));
        PlainText.Append(excerpt, core.StartsWith(' ') ? " " + words : words);
        PlainText.Append(excerpt, core.EndsWith(' ') ? " " : "");
        PlainText.Append(excerpt, After(text[link.End..]));
        return new FoundLink(words, excerpt.ToString().Trim());
    }

    private static string Before(string text)
    {
        if (text.Length <= Around)
        {
            return text;
        }

        var start = text.IndexOf(' ', text.Length - Around) + 1;
        if (start == 0 || start > text.Length - (Around / 2))
        {
            start = text.Length - Around;
            start += char.IsLowSurrogate(text[start]) ? 1 : 0;
        }

        return "…" + text[start..];
    }

    private static string After(string text) => PlainText.Cut(text, Around);
}
