namespace CpdCourse.Linking.Feeds;

/// <summary>Makes the addresses in a piece of our own sanitised HTML absolute, because a feed reader knows no page to resolve them against.</summary>
public static class AbsoluteHtml
{
    private static readonly string[] Addresses = ["href", "src", "cite", "poster"];

    /// <summary>The same HTML with href, src, cite and poster resolved against <paramref name="page"/>; other schemes (mailto) stay.</summary>
    public static string Write(string html, Uri page)
    {
        if (!Addresses.Any(name => html.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            return html;
        }

        using var document = PageParser.New().ParseDocument("");
        var body = document.Body!;
        body.InnerHtml = html;
        foreach (var element in body.QuerySelectorAll("[href],[src],[cite],[poster]"))
        {
            foreach (var name in Addresses)
            {
                if (
                    element.GetAttribute(name) is { } value
                    && WebAddress.Resolve(page, value) is { } absolute
                )
                {
                    element.SetAttribute(name, absolute.AbsoluteUri);
                }
            }
        }

        return body.InnerHtml;
    }
}
