using AngleSharp.Dom;

namespace CpdCourse.Linking.Microformats;

/// <summary>Reads the links that carry a relation (parsing rules 1.4 "parse a hyperlink element for rel microformats").</summary>
internal static class Relations
{
    public static (
        IReadOnlyDictionary<string, IReadOnlyList<string>> Rels,
        IReadOnlyDictionary<string, RelatedUrl> Urls
    ) Under(IElement root, PageReading page)
    {
        var byRelation = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var byUrl = new Dictionary<string, RelatedUrl>(StringComparer.Ordinal);
        var relationsOf = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var link in root.QuerySelectorAll("a[rel][href],area[rel][href],link[rel][href]"))
        {
            var relations = ClassNames.Words(link.GetAttribute("rel"));
            if (relations.Count == 0 || !page.Effort.Spend(relations.Count))
            {
                continue;
            }

            var url = page.Addresses.Absolute(link.GetAttribute("href")!);
            if (!relationsOf.TryGetValue(url, out var known))
            {
                known = new SortedSet<string>(StringComparer.Ordinal);
                relationsOf.Add(url, known);
            }

            foreach (var relation in relations.Where(known.Add))
            {
                byRelation.TryAdd(relation, []);
                byRelation[relation].Add(url);
            }

            byUrl[url] = Describe(byUrl.GetValueOrDefault(url), link, page);
        }

        return (
            byRelation.ToDictionary(
                r => r.Key,
                IReadOnlyList<string> (r) => r.Value,
                StringComparer.Ordinal
            ),
            byUrl.ToDictionary(
                u => u.Key,
                u => u.Value with { Rels = [.. relationsOf[u.Key]] },
                StringComparer.Ordinal
            )
        );
    }

    // The first link that says something of an address counts.
    private static RelatedUrl Describe(RelatedUrl? before, IElement link, PageReading page)
    {
        var known = before ?? new RelatedUrl([]);
        return known with
        {
            Text =
                known.Text
                ?? (
                    ElementText.Of(link, page, Pictures.LeftOut, isTrimmed: false)
                        is { Length: > 0 } text
                        ? text
                        : null
                ),
            Title = known.Title ?? link.GetAttribute("title"),
            Media = known.Media ?? link.GetAttribute("media"),
            HrefLang = known.HrefLang ?? link.GetAttribute("hreflang"),
            Type = known.Type ?? link.GetAttribute("type"),
        };
    }
}
