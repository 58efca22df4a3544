using AngleSharp.Dom;

namespace CpdCourse.Linking.Microformats;

/// <summary>The language that a page says an element is in: by the nearest lang attribute, or else by a meta element of the page.</summary>
internal static class Languages
{
    public static string? Of(IElement element, PageReading page)
    {
        for (var near = element; near is not null; near = near.ParentElement)
        {
            page.Effort.Spend(1);
            if (near.GetAttribute("lang") is { } named)
            {
                return Known(named);
            }
        }

        return page.Language;
    }

    public static string? Of(IDocument document) =>
        Known(
            document
                .QuerySelector("meta[http-equiv='content-language' i][content]")
                ?.GetAttribute("content")
        );

    private static string? Known(string? named) =>
        string.IsNullOrWhiteSpace(named) ? null : named.Trim();
}
