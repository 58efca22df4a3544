using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>
/// The elements of an XML feed that matter, gathered in one pass over its tags: the feed's own and its entries, two levels deep. What stands within a title
/// or a text is kept as text, however deep it nests, so there is no tree to climb. End tags that are missing or too many do no harm beyond their entry.
/// </summary>
internal sealed class FeedOutline
{
    // A warning of a program or half a page may come before the feed.
    private const int MostTagsBefore = 200;

    private readonly Uri address;
    private readonly List<FeedElement> open = [];
    private readonly List<FeedElement> entries = [];
    private FeedElement? field;
    private int nested;
    private int tagsBefore;

    private FeedOutline(Uri address) => this.address = address;

    /// <summary>The outermost element of the feed; null when there is none that could be one.</summary>
    public FeedElement? Root { get; private set; }

    /// <summary>The complete entries in order; one that breaks off in the middle is left out.</summary>
    public IReadOnlyList<FeedElement> Entries => entries;

    /// <summary>Whether the end of the feed was reached.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Whether it is a web page.</summary>
    public bool IsPage { get; private set; }

    /// <summary>Whether it is Atom; else it is one of the kinds of RSS.</summary>
    public bool IsAtom => Root is not null && FeedNames.Local(Root.TagName) == "feed";

    /// <summary>Whether there is a feed: RDF and things called "feed" may be something else.</summary>
    public bool IsFeed =>
        Root is not null
        && (
            FeedNames.Local(Root.TagName) == "rss"
            || entries.Count > 0
            || Root.First("channel", "title", "id") is not null
        );

    /// <summary>Reads a document.</summary>
    public static FeedOutline Read(string text, Uri address)
    {
        var outline = new FeedOutline(address);
        foreach (var token in PageWalk.Through(FeedMending.Mend(text), isXml: true))
        {
            if (!outline.Take(token))
            {
                break;
            }
        }

        return outline;
    }

    /// <summary>Takes the next tag or text; false when there is nothing more to be learnt.</summary>
    private bool Take(HtmlToken token)
    {
        switch (token)
        {
            case HtmlTagToken { Type: HtmlTokenType.StartTag } tag:
                return Root is null ? Begin(tag) : Open(tag);
            case HtmlTagToken tag:
                return Root is null || Close(tag);
            case { Type: HtmlTokenType.Character } when open.Count > 0:
                (field ?? open[^1]).Write(token.Data);
                return true;
            case { Type: HtmlTokenType.Doctype, Name: "html" } when Root is null:
                IsPage = true;
                return false;
            default:
                return true;
        }
    }

    private bool Begin(HtmlTagToken tag)
    {
        switch (FeedNames.Local(tag.Name))
        {
            case "rss" or "rdf" or "feed":
                var names = FeedNames.Of(tag);
                Root = new FeedElement(names.Of(tag.Name), tag, names, Base(tag, null));
                open.Add(Root);
                return !tag.IsSelfClosing;
            case "html":
            // A list of blogs in OPML has a head and a body as well.
            case "head" or "body" when tagsBefore == 0:
                IsPage = true;
                return false;
            default:
                return ++tagsBefore < MostTagsBefore;
        }
    }

    private bool Open(HtmlTagToken tag)
    {
        if (field is not null && !IsEntry(tag))
        {
            field.Write(tag, isStart: true);
            nested += tag.Name == field.TagName && !tag.IsSelfClosing ? 1 : 0;
            return true;
        }

        var names = open[^1].Names.Within(tag);
        var name = names.Of(tag.Name);
        if (name is "item" or "entry")
        {
            // The one before it was not closed.
            CloseField();
            CloseTo(open.FindIndex(IsEntry));
            if (entries.Count == FeedReader.MaxEntries)
            {
                return false;
            }
        }

        var element = new FeedElement(name, tag, names, Base(tag, open[^1].Base));
        if (tag.IsSelfClosing)
        {
            Keep(element, open[^1]);
        }
        else if (HoldsElements(name) && open.Count < FeedReader.MaxDepth)
        {
            open.Add(element);
        }
        else
        {
            field = element;
            nested = 0;
        }

        return true;
    }

    private bool Close(HtmlTagToken tag)
    {
        if (field is not null)
        {
            if (tag.Name == field.TagName && nested-- == 0)
            {
                CloseField();
                return true;
            }

            if (!open.Exists(e => IsEntry(e) && e.TagName == tag.Name))
            {
                field.Write(tag, isStart: false);
                return true;
            }

            CloseField();
        }

        CloseTo(open.FindLastIndex(e => e.TagName == tag.Name));
        IsWhole = open.Count == 0;
        return !IsWhole;
    }

    private void CloseField()
    {
        if (field is not null)
        {
            Keep(field, open[^1]);
            field = null;
        }
    }

    private void CloseTo(int index)
    {
        while (index >= 0 && open.Count > index)
        {
            var closed = open[^1];
            open.RemoveAt(open.Count - 1);
            if (open.Count > 0)
            {
                Keep(closed, open[^1]);
            }
        }
    }

    private void Keep(FeedElement element, FeedElement parent)
    {
        if (IsEntry(element))
        {
            entries.Add(element);
        }
        else
        {
            parent.Add(element);
        }
    }

    private Uri? Base(HtmlTagToken tag, Uri? outer) =>
        PageWalk.Attribute(tag, "xml:base") is { } said
            ? WebAddress.Resolve(outer ?? address, said) ?? outer
            : outer;

    private bool IsEntry(HtmlTagToken tag) =>
        FeedNames.Local(tag.Name) is "item" or "entry"
        && open[^1].Names.Within(tag).Of(tag.Name) is "item" or "entry";

    private static bool IsEntry(FeedElement element) => element.Name is "item" or "entry";

    // A picture or the source of a copied entry has a title and links of its own.
    private static bool HoldsElements(string name) =>
        name
            is "item"
                or "entry"
                or "channel"
                or "author"
                or "contributor"
                or "source"
                or "image"
                or "textinput"
                or "atom:author"
                or "atom:contributor"
                or "atom:source";
}
