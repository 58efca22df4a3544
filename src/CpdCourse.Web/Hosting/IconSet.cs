using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CpdCourse.Web.Hosting;

/// <summary>The icons that a page uses; the layout draws just those, once.</summary>
public sealed class IconSet
{
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    public void Use(string name) => used.Add(name);

    public bool Any => used.Count > 0;

    public bool Uses(string name) => used.Contains(name);
}

/// <summary><c>&lt;icon name="pen" /&gt;</c>: a drawing that says nothing by itself; words stand beside it.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTag(IconSet icons) : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        icons.Use(Name);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("aria-hidden", "true");
        var use = new Microsoft.AspNetCore.Mvc.Rendering.TagBuilder("use");
        use.Attributes["href"] = $"#i-{Name}";
        output.Content.SetHtmlContent(use);
    }
}

/// <summary><c>&lt;when at="…" /&gt;</c>: a moment in words, exact for machines and on hover.</summary>
[HtmlTargetElement("when", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WhenTag(TimeProvider clock, GlanceCache glance) : TagHelper
{
    public DateTimeOffset At { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var zone = (await glance.Get(CancellationToken.None)).Run?.Zone ?? TimeZoneInfo.Utc;
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", Say.Machine(At));
        output.Attributes.SetAttribute("title", Say.Full(At, zone));
        output.Content.SetContent(Say.When(At, clock.GetUtcNow(), zone));
    }
}
