using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Webmention;

/// <summary>Finds where a page wants its webmentions (Webmention 3.1.2; protocols 1.1).</summary>
public static class WebmentionDiscovery
{
    private const string Relation = "webmention";
    private const int MaxLength = 1024 * 1024;

    /// <summary>The endpoint that a fetched page names: in its headers whatever its type, else in its HTML; null when it names none.</summary>
    public static Uri? Find(Fetched page) =>
        Find(page.Headers.All("Link"), PageBytes.Html(page), page.FinalUrl);

    /// <summary>The first link of the headers with the relation, else the first link or a element in the order of the document; null when there is none that leads to the web.</summary>
    /// <param name="headers">The values of all Link headers.</param>
    /// <param name="html">The page, empty when it is not HTML. Only the first 1 MiB of characters is read.</param>
    /// <param name="page">Its address after all redirects.</param>
    public static Uri? Find(IEnumerable<string> headers, string html, Uri page) =>
        LinkHeader.Read(headers, page).FirstOrDefault(link => link.Is(Relation))?.Address
        ?? InElements(html, page);

    private static Uri? InElements(string html, Uri page)
    {
        var links = new List<string>();
        string? start = null;
        foreach (var token in PageWalk.Through(html.Length > MaxLength ? html[..MaxLength] : html))
        {
            if (token is not HtmlTagToken { Type: HtmlTokenType.StartTag } tag)
            {
                continue;
            }

            if (tag.Name == "base")
            {
                start ??= PageWalk.Attribute(tag, "href");
            }
            else if (
                tag.Name is "a" or "link"
                && PageWalk.HasWord(PageWalk.Attribute(tag, "rel"), Relation)
                && PageWalk.Attribute(tag, "href") is { } address
            )
            {
                links.Add(address);
            }
        }

        return First(links, start is null ? page : WebAddress.Resolve(page, start) ?? page);
    }

    private static Uri? First(IEnumerable<string> addresses, Uri page) =>
        addresses
            .Select(address => WebAddress.Resolve(page, address))
            .FirstOrDefault(address => address is not null);
}
