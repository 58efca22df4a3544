using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CpdCourse.Linking.Microformats;

/// <summary>Reads microformats2, and the classic microformats before it, by the rules of microformats.org/wiki/microformats2-parsing.</summary>
public static class MicroformatsReader
{
    /// <summary>What the page says of itself; null when reading it would take more work than any honest page does.</summary>
    /// <param name="html">The page.</param>
    /// <param name="url">Where it was found, after all redirects.</param>
    /// <param name="stop">Ends the reading.</param>
    public static MicroformatsPage? Read(string html, Uri url, CancellationToken stop = default)
    {
        using var document = Parse(html, stop);
        if (document?.DocumentElement is not { } root)
        {
            return null;
        }

        var page = new PageReading(
            PageAddresses.Of(document, url),
            new Effort(stop),
            Languages.Of(document)
        );
        var items = new ItemReader(page).Under(root);
        var (rels, relUrls) = Relations.Under(root, page);
        return page.Effort.IsSpent ? null : new MicroformatsPage(items, rels, relUrls);
    }

    private static IHtmlDocument? Parse(string html, CancellationToken stop)
    {
        var guard = new TreeGuard(stop);
        var options = new HtmlParserOptions
        {
            // As in a browser: what stands in noscript is one text, so that nothing in it is nested.
            IsScripting = true,
            DisableElementPositionTracking = true,
            OnToken = (token, _) => guard.See(token),
        };
        try
        {
            return PageParser.New(options).ParseDocument(html);
        }
        catch (TangledPageException)
        {
            return null;
        }
    }
}

/// <summary>What all parts of one reading share.</summary>
internal sealed record PageReading(PageAddresses Addresses, Effort Effort, string? Language);
