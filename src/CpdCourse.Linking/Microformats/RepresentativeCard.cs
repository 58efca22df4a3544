namespace CpdCourse.Linking.Microformats;

/// <summary>Finds the h-card that stands for a whole page (microformats.org/wiki/representative-h-card-parsing).</summary>
public static class RepresentativeCard
{
    /// <summary>The card whose uid and url are the page; else the first with a url that is also rel=me; else the only card of the page, if its url is the page. Null when there is none.</summary>
    public static Microformat? Of(MicroformatsPage page, Uri url)
    {
        var cards = Cards(page);
        return OfAuthor(cards, page, url)
            ?? (
                cards is [var only] && only.Values("url").Any(u => Addresses.Name(u, url))
                    ? only
                    : null
            );
    }

    /// <summary>The first two of these rules, which are those for the page of an author, and after them the first card with the address of the page.</summary>
    internal static Microformat? OfAuthor(MicroformatsPage page, Uri url)
    {
        var cards = Cards(page);
        return OfAuthor(cards, page, url)
            ?? cards.Find(c => c.Values("url").Any(u => Addresses.Name(u, url)));
    }

    private static List<Microformat> Cards(MicroformatsPage page) =>
        [.. page.All().Where(i => i.Is("h-card"))];

    private static Microformat? OfAuthor(List<Microformat> cards, MicroformatsPage page, Uri url)
    {
        var mine = page
            .Rels.GetValueOrDefault("me", [])
            .Select(WebAddress.Read)
            .OfType<Uri>()
            .Select(WebAddress.Key)
            .ToHashSet(StringComparer.Ordinal);
        return cards.Find(c =>
                c.Values("uid").Any(u => Addresses.Name(u, url))
                && c.Values("url").Any(u => Addresses.Name(u, url))
            )
            ?? cards.Find(c =>
                c.Values("url").SelectMany(Addresses.Of).Any(u => mine.Contains(WebAddress.Key(u)))
            );
    }
}
