using AngleSharp.Dom;

namespace CpdCourse.Linking.Microformats;

/// <summary>The name, photo and address that a thing has without saying so (parsing rules 1.3.5 "implied properties").</summary>
internal static class ImpliedProperties
{
    public static string Name(IElement root, PageReading page) =>
        (
            PropertyReader.Attribute(root, "alt", "img", "area")
            ?? PropertyReader.Attribute(root, "title", "abbr")
            ?? NameOf(OnlyChild(root))
            ?? NameOf(OnlyChild(OnlyChild(root)))
            ?? ElementText.Of(root, page, Pictures.Words)
        ).Trim();

    public static PropertyValue? Photo(IElement root, PageReading page) =>
        (PhotoOf(root) ?? OnlyPhotoIn(root) ?? OnlyPhotoIn(OnlyChild(root))) switch
        {
            null => null,
            { LocalName: "img" } picture => PropertyReader.Picture(picture, page),
            var embedded => new(page.Addresses.Absolute(embedded.GetAttribute("data")!)),
        };

    public static PropertyValue? Url(IElement root, PageReading page) =>
        (
            PropertyReader.Attribute(root, "href", "a", "area")
            ?? OnlyLinkIn(root)
            ?? OnlyLinkIn(OnlyChild(root))
        )
            is { } reference
            ? new(page.Addresses.Absolute(reference))
            : null;

    private static string? NameOf(IElement? child) =>
        child is null ? null
        : (
            PropertyReader.Attribute(child, "alt", "img", "area")
            ?? PropertyReader.Attribute(child, "title", "abbr")
        )
            is { Length: > 0 } name
            ? name
        : null;

    private static IElement? PhotoOf(IElement element) =>
        element is { LocalName: "img" } && element.HasAttribute("src")
        || element is { LocalName: "object" } && element.HasAttribute("data")
            ? element
            : null;

    private static IElement? OnlyPhotoIn(IElement? parent) =>
        OnlyOf(parent, "img", "src") ?? OnlyOf(parent, "object", "data");

    private static string? OnlyLinkIn(IElement? parent) =>
        (OnlyOf(parent, "a", "href") ?? OnlyOf(parent, "area", "href"))?.GetAttribute("href");

    // Template elements are not there for any rule.
    private static IElement? OnlyChild(IElement? parent)
    {
        IElement? only = null;
        foreach (var child in parent?.Children ?? Enumerable.Empty<IElement>())
        {
            if (child.LocalName == "template")
            {
                continue;
            }

            if (only is not null)
            {
                return null;
            }

            only = child;
        }

        return only;
    }

    // The only one of its kind among its siblings, with the attribute.
    private static IElement? OnlyOf(IElement? parent, string name, string attribute)
    {
        IElement? only = null;
        foreach (var child in parent?.Children ?? Enumerable.Empty<IElement>())
        {
            if (child.LocalName != name)
            {
                continue;
            }

            if (only is not null)
            {
                return null;
            }

            only = child;
        }

        return only?.HasAttribute(attribute) == true ? only : null;
    }
}
