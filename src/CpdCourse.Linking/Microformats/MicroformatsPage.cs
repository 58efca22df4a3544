namespace CpdCourse.Linking.Microformats;

/// <summary>What a page says of itself in microformats2: the things on it, and its links that carry a relation.</summary>
/// <param name="Items">The outermost things, in the order of the page.</param>
/// <param name="Rels">The addresses of each relation.</param>
/// <param name="RelUrls">What is said of each of these addresses.</param>
public sealed record MicroformatsPage(
    IReadOnlyList<Microformat> Items,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Rels,
    IReadOnlyDictionary<string, RelatedUrl> RelUrls
)
{
    /// <summary>All things of the page, those that are the value of a property or a child of another too: each once, an outer one before those in it.</summary>
    public IEnumerable<Microformat> All()
    {
        // One element with two property names is one thing with two places.
        var seen = new HashSet<Microformat>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<Microformat>(Items.Reverse());
        while (waiting.TryPop(out var item))
        {
            if (!seen.Add(item))
            {
                continue;
            }

            yield return item;
            var inner = item.Properties.Values.SelectMany(v => v).Select(v => v.Item);
            foreach (var next in inner.OfType<Microformat>().Concat(item.Children).Reverse())
            {
                waiting.Push(next);
            }
        }
    }
}

/// <summary>A link with a relation, by its address: all its relations in alphabetical order, and what its attributes say.</summary>
public sealed record RelatedUrl(IReadOnlyList<string> Rels)
{
    /// <summary>The words of the link; null when it has none.</summary>
    public string? Text { get; init; }

    /// <summary>The title attribute.</summary>
    public string? Title { get; init; }

    /// <summary>The media attribute.</summary>
    public string? Media { get; init; }

    /// <summary>The language of what is linked to.</summary>
    public string? HrefLang { get; init; }

    /// <summary>The media type of what is linked to.</summary>
    public string? Type { get; init; }
}
