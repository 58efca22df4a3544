using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;

namespace CpdCourse.Markup.Steps;

/// <summary>What the steps look for in every text, read once.</summary>
internal static class Selectors
{
    private static readonly CssSelectorParser Parser = new();

    public static readonly ISelector Boxes = Of("input");
    public static readonly ISelector FootnoteLinks = Of("a.footnote-ref, a.footnote-back-ref");
    public static readonly ISelector FootnoteTexts = Of("div.footnotes li[id]");
    public static readonly ISelector Headings = Of("h1, h2, h3, h4, h5, h6");
    public static readonly ISelector InnerLinks = Of("a[href^='#']");
    public static readonly ISelector Links = Of("a");
    public static readonly ISelector LinksWithAddress = Of("a[href]");
    public static readonly ISelector NamedPictures = Of("img[alt]");
    public static readonly ISelector Pictures = Of("img");
    public static readonly ISelector Rows = Of("tr");
    public static readonly ISelector Tables = Of("table");

    /// <summary>All elements below this one that the selector means, in the order of the text.</summary>
    public static IHtmlCollection<IElement> All(this IElement tree, ISelector selector) =>
        tree.ChildNodes.QuerySelectorAll(selector);

    private static ISelector Of(string text) =>
        Parser.ParseSelector(text) ?? throw new ArgumentException(text, nameof(text));
}
