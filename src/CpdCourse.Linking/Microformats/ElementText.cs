using System.Text;
using AngleSharp.Dom;

namespace CpdCourse.Linking.Microformats;

/// <summary>What stands for a picture in the text around it.</summary>
internal enum Pictures
{
    /// <summary>Nothing.</summary>
    LeftOut,

    /// <summary>Its alternative words.</summary>
    Words,

    /// <summary>Its alternative words, or else its address between spaces.</summary>
    WordsOrAddress,

    /// <summary>The same, with spaces around the words too.</summary>
    Spaced,
}

/// <summary>The text of an element without scripts, styles and templates, its white space as it was written but, unless it is wanted, for both ends.</summary>
internal static class ElementText
{
    public static string Of(
        IElement element,
        PageReading page,
        Pictures pictures,
        bool isTrimmed = true
    )
    {
        var text = new StringBuilder();
        Append(element);
        return isTrimmed ? text.ToString().Trim() : text.ToString();

        void Append(IElement parent)
        {
            foreach (var node in parent.ChildNodes)
            {
                var words = node switch
                {
                    IText written => written.Data,
                    IElement { LocalName: "img" } picture => Words(picture, page, pictures),
                    _ => null,
                };
                if (words is not null && page.Effort.Spend(words.Length + 1))
                {
                    text.Append(words);
                }
                else if (node is IElement inner && !IsHidden(inner) && page.Effort.Spend(1))
                {
                    Append(inner);
                }
            }
        }
    }

    private static bool IsHidden(IElement element) =>
        element.LocalName is "script" or "style" or "template" or "noscript";

    private static string? Words(IElement picture, PageReading page, Pictures pictures) =>
        pictures == Pictures.LeftOut ? null
        : picture.GetAttribute("alt") is { } alt
            ? pictures == Pictures.Spaced && alt.Trim() is { Length: > 0 } words ? $" {words} "
                : alt
        : pictures is Pictures.WordsOrAddress or Pictures.Spaced
        && picture.GetAttribute("src") is { } source
            ? $" {page.Addresses.Absolute(source)} "
        : null;
}
