using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Trackback;

/// <summary>Finds where a page wants its trackbacks (TrackBack 1.2 "Auto-discovery"; protocols 4.3).</summary>
public static class TrackbackDiscovery
{
    private const int MaxLength = 1024 * 1024;

    /// <summary>The ping address of the page at <paramref name="target"/>: from an RDF block about this very page, in a comment or in the open, else from the first link with rel "trackback"; null when it takes none. Only the first 1 MiB of characters is read.</summary>
    public static Uri? Find(string html, Uri target)
    {
        var links = new List<string>();
        string? start = null;
        foreach (var token in PageWalk.Through(html.Length > MaxLength ? html[..MaxLength] : html))
        {
            if (token.Type == HtmlTokenType.Comment)
            {
                if (InComment(token.Data, target) is { } hidden)
                {
                    return hidden;
                }
            }
            else if (token is HtmlTagToken { Type: HtmlTokenType.StartTag } tag)
            {
                if (Described(tag, target) is { } open)
                {
                    return open;
                }

                start ??= tag.Name == "base" ? PageWalk.Attribute(tag, "href") : null;
                if (
                    tag.Name is "a" or "link"
                    && PageWalk.HasWord(PageWalk.Attribute(tag, "rel"), "trackback")
                )
                {
                    links.Add(PageWalk.Attribute(tag, "href") ?? "");
                }
            }
        }

        var page = start is null ? target : WebAddress.Resolve(target, start) ?? target;
        return links
            .Where(link => link.Length > 0)
            .Select(link => WebAddress.Resolve(page, link))
            .FirstOrDefault(link => link is not null);
    }

    // The block inside a comment is read as tags too: real blogs write RDF that no XML parser would take.
    private static Uri? InComment(string comment, Uri target) =>
        comment.Contains("trackback:ping", StringComparison.OrdinalIgnoreCase)
            ? PageWalk
                .Through(comment, isXml: true)
                .OfType<HtmlTagToken>()
                .Where(tag => tag.Type == HtmlTokenType.StartTag)
                .Select(tag => Described(tag, target))
                .FirstOrDefault(ping => ping is not null)
            : null;

    private static Uri? Described(HtmlTagToken tag, Uri target)
    {
        if (
            tag.Name != "rdf:description"
            || PageWalk.Attribute(tag, "trackback:ping") is not { Length: > 0 } ping
        )
        {
            return null;
        }

        return IsAbout("dc:identifier") || IsAbout("rdf:about")
            ? WebAddress.Resolve(target, ping)
            : null;

        bool IsAbout(string name) =>
            PageWalk.Attribute(tag, name) is { Length: > 0 } about
            && WebAddress.Resolve(target, about) is { } described
            && WebAddress.AreSamePage(described, target);
    }
}
