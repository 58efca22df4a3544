using AngleSharp.Dom;

namespace CpdCourse.Linking.Microformats;

/// <summary>A property of a classic microformat under its name of today.</summary>
/// <param name="Property">Its prefix and name.</param>
/// <param name="Root">The type of thing that the element is too, even where it does not say so.</param>
/// <param name="IsFallback">Whether it counts only when nothing else gave the property a value.</param>
internal sealed record ClassicProperty(
    PropertyName Property,
    string? Root = null,
    bool IsFallback = false
);

/// <summary>The microformats from before 2012, such as hCard and hAtom, in the words of microformats2.</summary>
internal static class ClassicFormats
{
    private static readonly Dictionary<string, string> RootNames = new(StringComparer.Ordinal)
    {
        ["adr"] = "h-adr",
        ["geo"] = "h-geo",
        ["hentry"] = "h-entry",
        ["hfeed"] = "h-feed",
        ["hnews"] = "h-news",
        ["hproduct"] = "h-product",
        ["hrecipe"] = "h-recipe",
        ["hresume"] = "h-resume",
        ["hreview"] = "h-review",
        ["hreview-aggregate"] = "h-review-aggregate",
        ["vcard"] = "h-card",
        ["vevent"] = "h-event",
    };

    private static readonly ClassicProperty Category = new(new(Prefix.Text, "category"));
    private static readonly ClassicProperty Address = new(new(Prefix.Url, "url"));
    private static readonly ClassicProperty AuthorPage = new(
        new(Prefix.Url, "author"),
        IsFallback: true
    );

    private static readonly ClassicProperty Published = new(
        new(Prefix.Date, "published"),
        IsFallback: true
    );

    /// <summary>The types that classic class names stand for, in alphabetical order.</summary>
    public static string[] Roots(IReadOnlyList<string> classes, bool isInside)
    {
        var roots = classes
            .Select(c => RootNames.GetValueOrDefault(c))
            .OfType<string>()
            .Order(StringComparer.Ordinal)
            .ToArray();
        // What a review is about says only "item", which elsewhere is a word like any other.
        return roots is [] && isInside && classes.Contains("item") ? ["h-item"] : roots;
    }

    /// <summary>The properties that an element has inside a thing of these types, each name once.</summary>
    public static IReadOnlyList<ClassicProperty> Properties(
        IElement element,
        IReadOnlyList<string> classes,
        IReadOnlyList<string> types
    ) =>
        [
            .. types
                .SelectMany(type =>
                    ByClass(element, classes, type).Concat(ByRelation(element, type))
                )
                .DistinctBy(p => p.Property.Name, StringComparer.Ordinal),
        ];

    /// <summary>The word of a rel=tag link: the last part of its address; null when the element is none.</summary>
    public static string? Tag(IElement element, PageReading page)
    {
        if (
            !Relations(element).Contains("tag")
            || element.GetAttribute("href") is not { } href
            || !Uri.TryCreate(page.Addresses.Absolute(href), UriKind.Absolute, out var address)
        )
        {
            return null;
        }

        var path = address.AbsolutePath.TrimEnd('/');
        var last = path[(path.LastIndexOf('/') + 1)..];
        return Uri.UnescapeDataString(last.Replace('+', ' '));
    }

    private static IEnumerable<ClassicProperty> ByClass(
        IElement element,
        IReadOnlyList<string> classes,
        string type
    )
    {
        var known = ClassicVocabulary.Of(type);
        foreach (var name in classes)
        {
            if (known.TryGetValue(name, out var property))
            {
                yield return property;
            }
            else if (name == "entry-date" && type == "h-entry" && element is { LocalName: "time" })
            {
                yield return Published;
            }
        }
    }

    private static IEnumerable<ClassicProperty> ByRelation(IElement element, string type)
    {
        var relations = Relations(element);
        if (
            relations.Contains("bookmark")
            && (
                type == "h-entry"
                || (type is "h-review" or "h-review-aggregate" && relations.Contains("self"))
            )
        )
        {
            yield return Address;
        }

        if (
            relations.Contains("tag")
            && type is "h-entry" or "h-feed" or "h-review" or "h-review-aggregate"
        )
        {
            yield return Category;
        }

        if (relations.Contains("author") && type == "h-entry")
        {
            yield return AuthorPage;
        }
    }

    private static IReadOnlyList<string> Relations(IElement element) =>
        element.LocalName is "a" or "area" or "link"
            ? ClassNames.Words(element.GetAttribute("rel"))
            : [];
}
