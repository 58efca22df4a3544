using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace CpdCourse.Markup;

/// <summary>HTML to a tree and small errands on it.</summary>
internal static class Dom
{
    private static readonly HtmlParserOptions Options = new()
    {
        SkipComments = true,
        DisableElementPositionTracking = true,
    };

    // Put together once: to do so for each text takes three times as long as to read a short one.
    private static readonly IConfiguration Services = Configuration.Default;

    /// <summary>
    /// The body of a page made of the HTML, as a browser would read it: the doctype keeps it out of quirks mode, the
    /// explicit body keeps a frameset from taking its place.
    /// </summary>
    public static IElement Parse(string html) =>
        new HtmlParser(Options, BrowsingContext.New(Services))
            .ParseDocument("<!DOCTYPE html><body>" + html)
            .Body!;

    /// <summary>A new element of the same page.</summary>
    public static IElement New(INode near, string name, string? text = null)
    {
        var element = near.Owner!.CreateElement(name);
        if (text is not null)
        {
            element.TextContent = text;
        }

        return element;
    }

    /// <summary>Puts an element where another one is, with the attributes and children of that one.</summary>
    public static IElement Rename(IElement old, string name)
    {
        var renamed = New(old, name);
        foreach (var attribute in old.Attributes)
        {
            renamed.SetAttribute(attribute.Name, attribute.Value);
        }

        MoveChildren(old, renamed);
        old.Parent!.ReplaceChild(renamed, old);
        return renamed;
    }

    /// <summary>Moves all children to the end of another element.</summary>
    public static void MoveChildren(IElement from, IElement to)
    {
        while (from.FirstChild is { } child)
        {
            to.AppendChild(child);
        }
    }

    /// <summary>Whether the node stands inside an element of one of the names.</summary>
    public static bool IsInside(INode node, params ReadOnlySpan<string> names)
    {
        for (var parent = node.ParentElement; parent is not null; parent = parent.ParentElement)
        {
            if (names.Contains(parent.LocalName))
            {
                return true;
            }
        }

        return false;
    }
}
