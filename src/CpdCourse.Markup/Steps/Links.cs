using AngleSharp.Dom;

namespace CpdCourse.Markup.Steps;

/// <summary>Spells the addresses of links, makes those of this site local, and gives every link a text.</summary>
internal static class Links
{
    /// <summary>Writes the address of each link anew; returns the absolute ones in order, each once.</summary>
    /// <param name="tree">The text.</param>
    /// <param name="spell">The safe address of a link, local when it is ours; null when there is none.</param>
    /// <param name="site">The site that local addresses belong to.</param>
    public static List<Uri> Spell(IElement tree, Func<string?, string?> spell, Uri site)
    {
        var found = new List<Uri>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var link in tree.All(Selectors.Links))
        {
            var href = spell(link.GetAttribute("href"));
            if (href is null)
            {
                link.RemoveAttribute("href");
                continue;
            }

            link.SetAttribute("href", href);
            if (Address.Absolute(href, site) is { } absolute && seen.Add(absolute.AbsoluteUri))
            {
                found.Add(absolute);
            }
        }

        return found;
    }

    /// <summary>A link without visible text shows its address: nobody can follow what they cannot see.</summary>
    public static void FillEmpty(IElement tree)
    {
        foreach (var link in tree.All(Selectors.LinksWithAddress))
        {
            var hasNamedPicture = link.All(Selectors.NamedPictures)
                .Any(img => !CleanText.IsBlank(img.GetAttribute("alt")!));
            if (!hasNamedPicture && CleanText.IsBlank(link.TextContent))
            {
                link.Append(link.Owner!.CreateTextNode(link.GetAttribute("href")!));
            }
        }
    }

    /// <summary>Takes away links to places within the text, for a text without such places; their words stay, the arrows back from footnotes go.</summary>
    public static void UnwrapInner(IElement tree)
    {
        foreach (var link in tree.All(Selectors.InnerLinks).ToList())
        {
            if (link.ClassName == Marks.FootnoteBack)
            {
                link.Remove();
            }
            else
            {
                link.Replace([.. link.ChildNodes]);
            }
        }
    }
}
