using AngleSharp.Dom;

namespace CpdCourse.Linking.Microformats;

/// <summary>Which names count inside a thing: those of microformats2 or, in a classic one, those of its classic types.</summary>
internal sealed record Scope(IReadOnlyList<string> ClassicTypes)
{
    public static Scope Modern { get; } = new([]);

    public bool IsClassic => ClassicTypes.Count > 0;

    /// <summary>Whether an element begins a thing or a property of its own.</summary>
    public bool Owns(IElement element, IReadOnlyList<string> classes) =>
        IsClassic
            ? ClassicFormats.Roots(classes, isInside: true).Length > 0
                || ClassicFormats.Properties(element, classes, ClassicTypes).Count > 0
            : ClassNames.Roots(classes).Length > 0 || ClassNames.Properties(classes).Any();
}

/// <summary>The value class pattern: elements with the class "value" or "value-title" hold the parts of a value (microformats.org/wiki/value-class-pattern).</summary>
internal static class ValueClass
{
    /// <summary>The parts joined; null when there are none.</summary>
    public static string? Text(IElement element, PageReading page, Scope scope, bool isDate = false)
    {
        var parts = Parts(element, page, scope).Select(e => Part(e, page, isDate)).ToList();
        return parts.Count == 0 ? null : string.Concat(parts);
    }

    /// <summary>The parts put together as a date; null when none of them is a date, a time or a zone.</summary>
    public static DateParts? Date(IElement element, PageReading page, Scope scope)
    {
        DateParts? date = null;
        foreach (var value in Parts(element, page, scope))
        {
            if (DateParts.Read(Part(value, page, isDate: true)) is { } part)
            {
                date = date is null ? part : date.With(part);
            }
        }

        return date;
    }

    // A value inside another property or another thing is theirs.
    private static IEnumerable<IElement> Parts(IElement parent, PageReading page, Scope scope)
    {
        foreach (var element in parent.Children)
        {
            if (element.LocalName == "template" || !page.Effort.Spend(1))
            {
                continue;
            }

            var classes = ClassNames.Of(element);
            if (classes.Contains("value") || classes.Contains("value-title"))
            {
                yield return element;
            }
            else if (!scope.Owns(element, classes))
            {
                foreach (var inner in Parts(element, page, scope))
                {
                    yield return inner;
                }
            }
        }
    }

    private static string Part(IElement element, PageReading page, bool isDate)
    {
        if (ClassNames.Of(element).Contains("value-title"))
        {
            return element.GetAttribute("title") ?? "";
        }

        return element.LocalName switch
            {
                "img" or "area" => element.GetAttribute("alt") ?? "",
                "data" => element.GetAttribute("value"),
                "abbr" => element.GetAttribute("title"),
                "time" or "ins" or "del" when isDate => element.GetAttribute("datetime"),
                _ => null,
            } ?? ElementText.Of(element, page, Pictures.LeftOut);
    }
}
