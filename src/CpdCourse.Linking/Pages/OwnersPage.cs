using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace CpdCourse.Linking.Pages;

/// <summary>
/// Whether a page says whose it is: a link with <c>rel="me"</c> to somebody's page here (microformats: rel-me), else the one plain link to such a page. A link
/// that the page itself does not vouch for (nofollow, ugc, sponsored), as around the names of those who comment, says nothing; nor do plain links to several people.
/// </summary>
public static class OwnersPage
{
    /// <summary>Looks through a page.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="contentType">The Content-Type it came with.</param>
    /// <param name="page">Its address after all redirects.</param>
    /// <param name="personOf">The handle when the address is the page of somebody here, else null.</param>
    /// <param name="isFirstPage">Whether a plain link will do: below a post strangers write as well.</param>
    public static IReadOnlySet<string> PeopleOf(
        ReadOnlyMemory<byte> body,
        string? contentType,
        Uri page,
        Func<Uri, string?> personOf,
        bool isFirstPage = true
    )
    {
        var me = new HashSet<string>(StringComparer.Ordinal);
        var plain = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in PageWalk.Through(PageBytes.Decode(body.Span, contentType)))
        {
            if (
                token is HtmlTagToken { Type: HtmlTokenType.StartTag, Name: "a" or "link" } tag
                && WebAddress.Resolve(page, PageWalk.Attribute(tag, "href")) is { } address
                && personOf(address) is { } person
            )
            {
                var rel = PageWalk.Attribute(tag, "rel") ?? "";
                (
                    PageWalk.HasWord(rel, "me") ? me
                    : IsVouchedFor(rel) ? plain
                    : []
                ).Add(person);
            }
        }

        return me.Count > 0 ? me
            : plain.Count == 1 && isFirstPage ? plain
            : new HashSet<string>();
    }

    /// <summary>Whether a word that only its owner knows stands anywhere in the page.</summary>
    public static bool Holds(ReadOnlyMemory<byte> body, string? contentType, string token) =>
        token.Length > 0
        && PageBytes
            .Decode(body.Span, contentType)
            .Contains(token, StringComparison.OrdinalIgnoreCase);

    private static bool IsVouchedFor(string rel) =>
        !PageWalk.HasWord(rel, "nofollow")
        && !PageWalk.HasWord(rel, "ugc")
        && !PageWalk.HasWord(rel, "sponsored");
}
