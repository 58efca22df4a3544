using AngleSharp.Dom;

namespace CpdCourse.Markup.Steps;

/// <summary>Gives Markdig's footnotes our ids and classes, and its task boxes, which are form fields, a mark instead.</summary>
internal static class MarkdigMarks
{
    private const string Note = "fn:";
    private const string Reference = "fnref:";

    public static void Treat(IElement tree)
    {
        foreach (var box in tree.All(Selectors.Boxes))
        {
            box.Parent!.ReplaceChild(
                box.Owner!.CreateTextNode(box.HasAttribute("checked") ? "☑" : "☐"),
                box
            );
        }

        foreach (var link in tree.All(Selectors.FootnoteLinks))
        {
            link.ClassName = link.ClassList.Contains("footnote-ref")
                ? Marks.FootnoteReference
                : Marks.FootnoteBack;
            link.SetAttribute("href", "#" + Renamed(link.GetAttribute("href")!.TrimStart('#')));
            Rename(link);
        }

        foreach (var note in tree.All(Selectors.FootnoteTexts))
        {
            Rename(note);
        }
    }

    private static void Rename(IElement element)
    {
        if (element.Id is { Length: > 0 } id)
        {
            element.Id = Renamed(id);
        }
    }

    private static string Renamed(string id) =>
        id.StartsWith(Reference, StringComparison.Ordinal) ? "fn-ref-" + id[Reference.Length..]
        : id.StartsWith(Note, StringComparison.Ordinal) ? "fn-" + id[Note.Length..]
        : id;
}
