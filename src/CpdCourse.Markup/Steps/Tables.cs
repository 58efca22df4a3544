using AngleSharp.Dom;

namespace CpdCourse.Markup.Steps;

/// <summary>Puts tables into a box that scrolls on a narrow screen and tells what their head cells head.</summary>
internal static class Tables
{
    /// <summary>A row with more head cells than this is not for reading and is left as it is.</summary>
    private const int MostHeads = 200;

    public static void Treat(IElement tree)
    {
        foreach (var row in tree.All(Selectors.Rows))
        {
            Scope(row);
        }

        foreach (var table in tree.All(Selectors.Tables))
        {
            if (!Dom.IsInside(table, "table"))
            {
                Wrap(table);
            }
        }
    }

    private static void Scope(IElement row)
    {
        var heads = row.Children.Where(cell => cell.LocalName == "th").ToList();
        if (heads.Count > MostHeads)
        {
            return;
        }

        var areOfRow =
            row.ParentElement?.LocalName != "thead" && heads.Count < row.ChildElementCount;
        foreach (var head in heads)
        {
            if (IsEmpty(head))
            {
                // An empty head cell heads nothing, and is announced as if it did.
                Dom.Rename(head, "td");
            }
            else if (!head.HasAttribute("scope"))
            {
                head.SetAttribute("scope", areOfRow ? "row" : "col");
            }
        }
    }

    private static bool IsEmpty(IElement cell) =>
        CleanText.IsBlank(cell.TextContent) && cell.QuerySelector("img") is null;

    private static void Wrap(IElement table)
    {
        var parent = table.Parent!;
        if (parent is IElement { LocalName: "div" } box && box.ChildNodes.Length == 1)
        {
            box.ClassName = Marks.Table;
            return;
        }

        box = Dom.New(table, "div");
        box.ClassName = Marks.Table;
        parent.ReplaceChild(box, table);
        box.AppendChild(table);
    }
}
