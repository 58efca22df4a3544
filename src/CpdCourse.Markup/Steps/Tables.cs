using AngleSharp.Dom;

namespace CpdCourse.Markup.Steps;

/// <summary>Puts tables into a box that scrolls on a narrow screen and tells what their head cells head.</summary>
internal static class Tables
{
    public static void Treat(IElement tree)
    {
        foreach (var table in tree.QuerySelectorAll("table"))
        {
            foreach (var cell in table.QuerySelectorAll("th"))
            {
                Scope(cell);
            }

            if (!Dom.IsInside(table, "table"))
            {
                Wrap(table);
            }
        }
    }

    private static void Scope(IElement cell)
    {
        if (CleanText.IsBlank(cell.TextContent) && cell.QuerySelector("img") is null)
        {
            // An empty head cell heads nothing, and is announced as if it did.
            Dom.Rename(cell, "td");
        }
        else if (!cell.HasAttribute("scope"))
        {
            var isOfRow =
                cell.ParentElement?.ParentElement?.LocalName != "thead"
                && cell.ParentElement?.QuerySelector("td") is not null;
            cell.SetAttribute("scope", isOfRow ? "row" : "col");
        }
    }

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
