using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Pingback;

/// <summary>Finds where a page wants its pingbacks (Pingback 1.0, section 2).</summary>
public static class PingbackDiscovery
{
    private const int MaxLength = 100 * 1024;

    /// <summary>The address in the header X-Pingback, else in the page; null when it names none.</summary>
    public static Uri? Find(Fetched page) =>
        Find(page.Headers.First("X-Pingback"), PageBytes.Html(page));

    /// <summary>The header, else the first link element with the relation among the first 100 KB. Only a whole address counts: the protocol knows no relative ones.</summary>
    public static Uri? Find(string? header, string html) =>
        WebAddress.Read(header)
        ?? PageWalk
            .Through(html.Length > MaxLength ? html[..MaxLength] : html)
            .OfType<HtmlTagToken>()
            .Where(tag => tag is { Type: HtmlTokenType.StartTag, Name: "link" })
            .Where(tag => PageWalk.HasWord(PageWalk.Attribute(tag, "rel"), "pingback"))
            .Select(tag => WebAddress.Read(PageWalk.Attribute(tag, "href")))
            .FirstOrDefault(address => address is not null);
}
