using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace CpdCourse.Linking.Microformats;

/// <summary>Writes what is inside an element as HTML (HTML standard, 13.3 "Serializing HTML fragments"), its addresses absolute but for those that lead to a place on the same page.</summary>
internal static class InnerHtml
{
    public static string Of(IElement element, PageReading page)
    {
        var html = new StringBuilder();
        Children(element, html, page);
        return html.ToString().Trim();
    }

    private static void Children(INode parent, StringBuilder html, PageReading page)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (!page.Effort.Spend(1))
            {
                return;
            }

            switch (node)
            {
                case IElement element:
                    Element(element, html, page);
                    break;
                case IText text when page.Effort.Spend(text.Data.Length):
                    Text(text, html);
                    break;
                case IComment comment when page.Effort.Spend(comment.Data.Length):
                    html.Append("<!--").Append(comment.Data).Append("-->");
                    break;
            }
        }
    }

    private static void Element(IElement element, StringBuilder html, PageReading page)
    {
        var name = element.LocalName;
        var isHtml = element.NamespaceUri == NamespaceNames.HtmlUri;
        html.Append('<').Append(name);
        foreach (var attribute in element.Attributes)
        {
            var value = IsAddress(name, attribute.Name)
                ? Absolute(attribute.Value, page)
                : attribute.Value;
            page.Effort.Spend(value.Length + attribute.Name.Length);
            html.Append(' ').Append(NameOf(attribute)).Append("=\"");
            Escape(value, isAttribute: true, html);
            html.Append('"');
        }

        html.Append('>');
        if (isHtml && Tags.IsVoid(name))
        {
            return;
        }

        Children(element is IHtmlTemplateElement template ? template.Content : element, html, page);
        html.Append("</").Append(name).Append('>');
    }

    private static void Text(IText text, StringBuilder html)
    {
        // In a drawing or a formula such names mean nothing, and what was harmless text there would become elements here.
        if (
            text.ParentElement is { NamespaceUri: var space, LocalName: var name }
            && space == NamespaceNames.HtmlUri
            && Tags.IsRaw(name)
        )
        {
            html.Append(text.Data);
        }
        else
        {
            Escape(text.Data, isAttribute: false, html);
        }
    }

    private static string NameOf(IAttr attribute) =>
        attribute.NamespaceUri == NamespaceNames.XLinkUri
            ? $"xlink:{attribute.LocalName}"
            : attribute.Name;

    private static bool IsAddress(string element, string attribute) =>
        attribute switch
        {
            "href" => element != "base",
            "src" or "cite" or "poster" => true,
            "data" => element == "object",
            _ => false,
        };

    private static string Absolute(string reference, PageReading page) =>
        reference.AsSpan().TrimStart().StartsWith('#')
            ? reference
            : page.Addresses.Absolute(reference);

    private static void Escape(string text, bool isAttribute, StringBuilder html)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '\u00A0' => html.Append("&nbsp;"),
                '"' when isAttribute => html.Append("&quot;"),
                '<' when !isAttribute => html.Append("&lt;"),
                '>' when !isAttribute => html.Append("&gt;"),
                _ => html.Append(c),
            };
        }
    }
}
