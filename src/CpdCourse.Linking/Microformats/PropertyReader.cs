using AngleSharp.Dom;

namespace CpdCourse.Linking.Microformats;

/// <summary>Reads a value out of an element, by the prefix of the property (parsing rules 1.3: p-, u-, dt- and e-).</summary>
internal static class PropertyReader
{
    public static string Text(IElement element, PageReading page, Scope scope) =>
        ValueClass.Text(element, page, scope)
        ?? Attribute(element, "title", "abbr", "link")
        ?? Attribute(element, "value", "data", "input")
        ?? Attribute(element, "alt", "img", "area")
        ?? ElementText.Of(element, page, Pictures.WordsOrAddress);

    public static PropertyValue Url(IElement element, PageReading page, Scope scope)
    {
        if (Attribute(element, "src", "img") is not null)
        {
            return Picture(element, page);
        }

        var reference =
            Attribute(element, "href", "a", "area", "link")
            ?? Attribute(element, "src", "audio", "video", "source", "iframe")
            ?? Attribute(element, "poster", "video")
            ?? Attribute(element, "data", "object")
            ?? ValueClass.Text(element, page, scope)
            ?? Attribute(element, "title", "abbr")
            ?? Attribute(element, "value", "data", "input")
            ?? ElementText.Of(element, page, Pictures.LeftOut);
        return new PropertyValue(page.Addresses.Absolute(reference));
    }

    /// <summary>A picture's address, and its alternative words when it has that attribute.</summary>
    public static PropertyValue Picture(IElement picture, PageReading page) =>
        new(page.Addresses.Absolute(picture.GetAttribute("src") ?? ""))
        {
            Alt = picture.GetAttribute("alt"),
        };

    /// <summary>A date as it stands in an attribute or in the text; the value class pattern has been tried before.</summary>
    public static string Date(IElement element, PageReading page) =>
        Attribute(element, "datetime", "time", "ins", "del")
        ?? Attribute(element, "title", "abbr")
        ?? Attribute(element, "value", "data", "input")
        ?? ElementText.Of(element, page, Pictures.LeftOut);

    public static PropertyValue Html(IElement element, PageReading page) =>
        // Whether spaces belong around the words too, the rules leave open; the parser that we compared ours with puts them there in HTML.
        new(ElementText.Of(element, page, Pictures.Spaced))
        {
            Html = InnerHtml.Of(element, page),
            Language = Languages.Of(element, page),
        };

    /// <summary>The attribute when the element is one of these; null when it is another or has none.</summary>
    public static string? Attribute(
        IElement element,
        string attribute,
        params ReadOnlySpan<string> names
    ) => names.Contains(element.LocalName) ? element.GetAttribute(attribute) : null;
}
