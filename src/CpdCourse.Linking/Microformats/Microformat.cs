namespace CpdCourse.Linking.Microformats;

/// <summary>One thing on a page, such as an h-entry or an h-card.</summary>
/// <param name="Types">Its h-* names in alphabetical order.</param>
/// <param name="Properties">The values of each property, in the order of the page.</param>
/// <param name="Children">The things inside it that are not the value of a property.</param>
public sealed record Microformat(
    IReadOnlyList<string> Types,
    IReadOnlyDictionary<string, IReadOnlyList<PropertyValue>> Properties,
    IReadOnlyList<Microformat> Children
)
{
    /// <summary>The id of its element; null when it has none.</summary>
    public string? Id { get; init; }

    /// <summary>The language of its element; null when the page does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Whether nothing says its name: what stands for it is all its words (parsing rules 1.3.5).</summary>
    internal bool IsNameImplied { get; init; }

    /// <summary>About how many characters it holds, things in it included as often as they are named.</summary>
    internal int Weight { get; init; }

    /// <summary>Whether it is of the type, such as h-card.</summary>
    public bool Is(string type) => Types.Contains(type, StringComparer.Ordinal);

    /// <summary>The values of a property; none when it has no such property.</summary>
    public IReadOnlyList<PropertyValue> Values(string property) =>
        Properties.TryGetValue(property, out var values) ? values : [];

    /// <summary>The first value of a property; null when it has no such property.</summary>
    public PropertyValue? First(string property) =>
        Values(property) is [var first, ..] ? first : null;
}

/// <summary>A value of a property: a text or an address, and what comes with it.</summary>
/// <param name="Text">What the parsing rules call "value".</param>
public sealed record PropertyValue(string Text)
{
    /// <summary>The HTML of an e-* property, its addresses absolute; never to be shown as it is.</summary>
    public string? Html { get; init; }

    /// <summary>The words that stand for a picture.</summary>
    public string? Alt { get; init; }

    /// <summary>The language of an e-* property; null when the page does not say.</summary>
    public string? Language { get; init; }

    /// <summary>The thing that this value is, such as the h-card of an author.</summary>
    public Microformat? Item { get; init; }
}
