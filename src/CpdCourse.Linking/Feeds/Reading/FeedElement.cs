using System.Text;
using AngleSharp.Html.Parser.Tokens;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>An element of a feed: what it is called, its attributes, and either the elements in it that matter or its words and tags.</summary>
internal sealed class FeedElement(string name, HtmlTagToken tag, FeedNames names, Uri? start)
{
    // An entry with more has them from somebody who wants to see what happens.
    private const int MostChildren = 200;

    private static readonly HashSet<string> Void = new(StringComparer.Ordinal)
    {
        "area",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    };

    private readonly StringBuilder text = new();
    private readonly List<FeedElement> children = [];
    private StringBuilder? markup;
    private bool isCut;

    /// <summary>What its name means: "title", "dc:creator".</summary>
    public string Name => name;

    /// <summary>Its name as it is written, which its end tag has too.</summary>
    public string TagName => tag.Name;

    /// <summary>What the names in it mean.</summary>
    public FeedNames Names => names;

    /// <summary>Where its relative addresses start from, when an xml:base says so here or further out (XML Base, 4.2); null when none does.</summary>
    public Uri? Base => start;

    /// <summary>All text in it, character references resolved once.</summary>
    public string Text => text.ToString();

    /// <summary>Its text with the tags that stand in it; null when there are none.</summary>
    public string? Markup => markup?.ToString();

    /// <summary>Whether there was more in it than is kept.</summary>
    public bool IsCut => isCut;

    /// <summary>The first of its elements that has one of these names, the first name before the second.</summary>
    public FeedElement? First(params ReadOnlySpan<string> names)
    {
        foreach (var wanted in names)
        {
            if (All(wanted).FirstOrDefault() is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Its elements with this name, in order.</summary>
    public IEnumerable<FeedElement> All(string wanted) => children.Where(c => c.Name == wanted);

    /// <summary>The value of an attribute without space around it; null when there is none or nothing in it.</summary>
    public string? Attribute(string attribute) =>
        PageWalk.Attribute(tag, attribute)?.Trim() is { Length: > 0 } value ? value : null;

    public void Add(FeedElement child)
    {
        if (children.Count < MostChildren)
        {
            children.Add(child);
        }
    }

    public void Write(string words)
    {
        Append(text, words);
        if (markup is not null)
        {
            Append(markup, MarkupText.Escape(words));
        }
    }

    /// <summary>Takes a tag within it as part of its text: HTML that was not escaped, or XHTML.</summary>
    public void Write(HtmlTagToken inner, bool isStart)
    {
        markup ??= new StringBuilder(MarkupText.Escape(Text));
        var local = FeedNames.Local(inner.Name);
        if (isStart)
        {
            Append(markup, FeedHtml.StartTag(local, inner));
        }

        if (!Void.Contains(local) && (!isStart || inner.IsSelfClosing))
        {
            Append(markup, $"</{local}>");
        }
    }

    private void Append(StringBuilder to, string words)
    {
        // Twice as much as is kept: tags that are left out take room, too.
        var room = (2 * FeedReader.MaxContent) - to.Length;
        isCut |= words.Length > room;
        if (room > 0)
        {
            to.Append(words, 0, Math.Min(room, words.Length));
        }
    }
}
