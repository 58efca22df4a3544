using AngleSharp.Dom;

namespace CpdCourse.Linking.Microformats;

/// <summary>Makes the addresses of a page absolute: against its first base element, if it has one.</summary>
internal sealed class PageAddresses(Uri page)
{
    public static PageAddresses Of(IDocument document, Uri url) =>
        new(
            document.QuerySelector("base[href]")?.GetAttribute("href") is { } href
                ? WebAddress.Resolve(url, href) ?? url
                : url
        );

    /// <summary>An address that says its scheme stays as it was written, others are resolved; what cannot be one comes back as it is.</summary>
    public string Absolute(string reference)
    {
        var text = reference.Trim();
        return HasScheme(text) ? text : WebAddress.Resolve(page, text)?.AbsoluteUri ?? text;
    }

    private static bool HasScheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && char.IsAsciiLetter(text[0])
            && text.AsSpan(0, colon).IndexOfAnyExcept(SchemeLetters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> SchemeLetters =
        System.Buffers.SearchValues.Create(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."
        );
}
