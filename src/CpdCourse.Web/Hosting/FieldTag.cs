using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// <c>&lt;field for="Input.Name" label="Your name" hint="…" /&gt;</c>: label, hint, error and control, tied together for everybody who cannot see them side by side.
/// With <c>rows</c> it is a text area; content inside the tag replaces the control (for a select).
/// </summary>
[HtmlTargetElement("field")]
public sealed class FieldTag(IHtmlGenerator generator) : TagHelper
{
    public required ModelExpression For { get; set; }

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public string Type { get; set; } = "text";

    public string? Autocomplete { get; set; }

    public int Rows { get; set; }

    public int Max { get; set; }

    public bool Half { get; set; }

    public bool Required { get; set; }

    public string? Value { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    private string Id => TagBuilder.CreateSanitizedId(For.Name, "_");

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var error = ViewContext.ModelState.TryGetValue(For.Name, out var entry)
            ? entry.Errors.FirstOrDefault()?.ErrorMessage
            : null;
        var described = new List<string>();
        if (Hint is not null)
        {
            described.Add(Id + "-h");
        }

        if (error is not null)
        {
            described.Add(Id + "-e");
        }

        // Before the content is made: see FieldControlTag.
        context.Items[typeof(FieldTag)] = new FieldWords(described, error is not null);
        var inner = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute(
            "class",
            "field" + (Half ? " field-half" : "") + (error is null ? "" : " field-error")
        );
        var label = new TagBuilder("label") { Attributes = { ["for"] = Id } };
        label.InnerHtml.Append(Label);
        output.Content.AppendHtml(label);
        if (Hint is not null)
        {
            output.Content.AppendHtml(Paragraph("hint", Id + "-h", Hint));
        }

        if (error is not null)
        {
            output.Content.AppendHtml(Paragraph("error", Id + "-e", error));
        }

        if (inner.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml(Control(described, error is not null));
        }
        else
        {
            output.Content.AppendHtml(inner);
        }
    }

    private static TagBuilder Paragraph(string kind, string id, string text)
    {
        var paragraph = new TagBuilder("p") { Attributes = { ["class"] = kind, ["id"] = id } };
        if (kind == "error")
        {
            var prefix = new TagBuilder("span") { Attributes = { ["class"] = "vh" } };
            prefix.InnerHtml.Append("Error: ");
            paragraph.InnerHtml.AppendHtml(prefix);
        }

        paragraph.InnerHtml.Append(text);
        return paragraph;
    }

    private TagBuilder Control(List<string> described, bool wrong)
    {
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = Id };
        Set(attributes, "aria-describedby", FieldWords.Ids(described));
        Set(attributes, "aria-invalid", wrong ? "true" : null);
        Set(attributes, "autocomplete", Autocomplete);
        Set(attributes, "required", Required ? "required" : null);
        Set(attributes, "maxlength", Max > 0 ? Max.ToString(Say.Culture) : null);
        if (Rows > 0)
        {
            attributes.Remove("maxlength");
            return generator.GenerateTextArea(
                ViewContext,
                For.ModelExplorer,
                For.Name,
                Rows,
                0,
                attributes
            );
        }

        attributes["type"] = Type;
        return Type == "password"
            ? generator.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, null, attributes)
            : generator.GenerateTextBox(
                ViewContext,
                For.ModelExplorer,
                For.Name,
                Value ?? For.Model,
                null,
                attributes
            );
    }

    private static void Set(Dictionary<string, object?> attributes, string name, string? value)
    {
        if (value is not null)
        {
            attributes[name] = value;
        }
    }
}

/// <summary>A select inside a field is tied to its hint and error as the field's own controls are.</summary>
[HtmlTargetElement("select", ParentTag = "field")]
public sealed class FieldControlTag : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items[typeof(FieldTag)] is not FieldWords words)
        {
            return;
        }

        if (FieldWords.Ids(words.Described) is { } ids)
        {
            output.Attributes.SetAttribute("aria-describedby", ids);
        }

        if (words.IsWrong)
        {
            output.Attributes.SetAttribute("aria-invalid", "true");
        }
    }
}

/// <summary>What a field hands to the control inside it.</summary>
internal sealed record FieldWords(IReadOnlyList<string> Described, bool IsWrong)
{
    public static string? Ids(IReadOnlyList<string> described) =>
        described.Count > 0 ? string.Join(' ', described) : null;
}
