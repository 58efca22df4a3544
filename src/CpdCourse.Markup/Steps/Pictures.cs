using AngleSharp.Dom;

namespace CpdCourse.Markup.Steps;

/// <summary>Pictures kept here stay; every other becomes a link, because loading it would tell its host who reads.</summary>
internal static class Pictures
{
    /// <summary>Treats the pictures of a text.</summary>
    /// <param name="tree">The text.</param>
    /// <param name="spell">The safe address of a picture, local when it is ours; null when there is none.</param>
    /// <param name="areShown">Whether our own are shown; in comments they are links too.</param>
    public static void Treat(IElement tree, Func<string?, string?> spell, bool areShown)
    {
        foreach (var picture in tree.All(Selectors.Pictures))
        {
            var address = spell(picture.GetAttribute("src"));
            if (areShown && address is not null && Address.IsOwnPicture(address))
            {
                picture.SetAttribute("src", address);
            }
            else if (IsTracker(picture))
            {
                picture.Remove();
            }
            else
            {
                picture.Parent!.ReplaceChild(InWords(picture, address), picture);
            }
        }
    }

    private static INode InWords(IElement picture, string? address)
    {
        var alt = CleanText.OneLine(picture.GetAttribute("alt"));
        var host = address is null ? null : Address.Web(address)?.Host;
        var words =
            !CleanText.IsBlank(alt) ? "Picture: " + alt
            : host is not null ? $"Picture ({host})"
            : "Picture";
        if (address is null || address[0] == '#' || Dom.IsInside(picture, "a"))
        {
            return picture.Owner!.CreateTextNode(words);
        }

        var link = Dom.New(picture, "a", words);
        link.SetAttribute("href", address);
        return link;
    }

    /// <summary>A picture of one point: it is there to count readers, not to be seen.</summary>
    private static bool IsTracker(IElement picture) =>
        picture.GetAttribute("width") is "0" or "1" || picture.GetAttribute("height") is "0" or "1";
}
