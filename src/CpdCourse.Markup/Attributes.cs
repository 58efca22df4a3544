using System.Globalization;
using AngleSharp.Dom;

namespace CpdCourse.Markup;

/// <summary>The attributes each element may keep; those with a meaning of ours are not copied but made anew.</summary>
internal sealed class Attributes(Profile profile)
{
    private const int LongestTitle = 300;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _tables;

    /// <summary>Collects what to write; false when the element is nothing without an attribute it lacks.</summary>
    public bool TryTake(IElement element, string name, List<KeyValuePair<string, string>> kept)
    {
        var isWhole = name switch
        {
            "a" => TakeLink(element, kept),
            "img" => TakePicture(element, kept),
            _ => true,
        };
        if (!isWhole)
        {
            return false;
        }

        switch (name)
        {
            case "div":
                TakeBox(element, kept);
                break;
            case "h2" or "h3" or "h4":
                TakeId(element, Anchors.IsHeading, kept);
                break;
            case "li":
                TakeId(element, Anchors.IsFootnote, kept);
                break;
            case "ol":
                TakeNumber(element, "start", -99_999, 99_999, kept);
                break;
            case "td" or "th":
                TakeCell(element, name, kept);
                break;
            case "abbr":
                TakeTitle(element, kept);
                break;
        }

        TakeLanguage(element, kept);
        return true;
    }

    private bool TakeLink(IElement element, List<KeyValuePair<string, string>> kept)
    {
        if (Address.Safe(element.GetAttribute("href")) is not { } href)
        {
            return false;
        }

        kept.Add(new("href", href));
        TakeMark(element, href, kept);
        if (href[0] is not ('/' or '#'))
        {
            kept.Add(new("rel", profile.Rel));
        }

        TakeTitle(element, kept);
        return true;
    }

    /// <summary>A class of ours counts only on a link that leads where its meaning says.</summary>
    private void TakeMark(IElement element, string href, List<KeyValuePair<string, string>> kept)
    {
        switch (element.ClassName)
        {
            case Marks.Mention
                when profile.HasMentions && href.StartsWith("/@", StringComparison.Ordinal):
                kept.Add(new("class", Marks.Mention));
                break;
            case Marks.FootnoteReference when profile.HasAnchors && IsTo(href, Anchors.IsFootnote):
                kept.Add(new("class", Marks.FootnoteReference));
                TakeId(element, Anchors.IsFootnoteReference, kept);
                break;
            case Marks.FootnoteBack
                when profile.HasAnchors && IsTo(href, Anchors.IsFootnoteReference):
                kept.Add(new("class", Marks.FootnoteBack));
                kept.Add(
                    new("aria-label", "Back to reference " + href[(href.LastIndexOf('-') + 1)..])
                );
                break;
        }
    }

    private static bool IsTo(string href, Func<string, bool> isAnchor) =>
        href[0] == '#' && isAnchor(href[1..]);

    private static bool TakePicture(IElement element, List<KeyValuePair<string, string>> kept)
    {
        if (element.GetAttribute("src") is not { } path || !Address.IsOwnPicture(path))
        {
            return false;
        }

        kept.Add(new("src", path));
        kept.Add(new("alt", CleanText.OneLine(element.GetAttribute("alt"))));
        TakeTitle(element, kept);
        kept.Add(new("loading", "lazy"));
        return true;
    }

    private void TakeBox(IElement element, List<KeyValuePair<string, string>> kept)
    {
        var mark = element.GetAttribute("class");
        if (mark == Marks.Table && profile.Elements.Contains("table"))
        {
            // Landmarks of one page need different names; focusable, so that a keyboard can scroll it.
            _tables++;
            var label =
                _tables == 1
                    ? "Table"
                    : string.Create(CultureInfo.InvariantCulture, $"Table {_tables}");
            kept.Add(new("class", Marks.Table));
            kept.Add(new("role", "region"));
            kept.Add(new("aria-label", label));
            kept.Add(new("tabindex", "0"));
        }
        else if (mark == Marks.Footnotes && profile.HasAnchors)
        {
            kept.Add(new("class", Marks.Footnotes));
        }
    }

    private void TakeId(
        IElement element,
        Func<string, bool> isAllowed,
        List<KeyValuePair<string, string>> kept
    )
    {
        if (profile.HasAnchors && element.Id is { } id && isAllowed(id) && _ids.Add(id))
        {
            kept.Add(new("id", id));
        }
    }

    private static void TakeCell(
        IElement element,
        string name,
        List<KeyValuePair<string, string>> kept
    )
    {
        if (
            name == "th"
            && element.GetAttribute("scope") is "col" or "row" or "colgroup" or "rowgroup"
        )
        {
            kept.Add(new("scope", element.GetAttribute("scope")!));
        }

        TakeNumber(element, "colspan", 2, 100, kept);
        TakeNumber(element, "rowspan", 2, 100, kept);
    }

    private static void TakeNumber(
        IElement element,
        string key,
        int least,
        int most,
        List<KeyValuePair<string, string>> kept
    )
    {
        var isNumber = int.TryParse(
            element.GetAttribute(key),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        );
        if (isNumber && number >= least && number <= most)
        {
            kept.Add(new(key, number.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static void TakeTitle(IElement element, List<KeyValuePair<string, string>> kept)
    {
        var title = CleanText.OneLine(element.GetAttribute("title"));
        if (title.Length is > 0 and <= LongestTitle)
        {
            kept.Add(new("title", title));
        }
    }

    private void TakeLanguage(IElement element, List<KeyValuePair<string, string>> kept)
    {
        if (!profile.HasLanguages)
        {
            return;
        }

        if (
            element.GetAttribute("lang") is { Length: > 1 and < 36 } language
            && language.All(IsOfLanguage)
        )
        {
            kept.Add(new("lang", language));
        }

        if (element.GetAttribute("dir")?.ToLowerInvariant() is "ltr" or "rtl" or "auto")
        {
            kept.Add(new("dir", element.GetAttribute("dir")!.ToLowerInvariant()));
        }
    }

    private static bool IsOfLanguage(char c) => char.IsAsciiLetterOrDigit(c) || c == '-';
}
