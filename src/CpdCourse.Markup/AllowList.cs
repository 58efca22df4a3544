using System.Collections.Frozen;

namespace CpdCourse.Markup;

/// <summary>The elements that may appear in the HTML we make, and those that go with all they hold.</summary>
internal static class AllowList
{
    /// <summary>Elements of text, lists and quotations: all that a comment may use.</summary>
    public static FrozenSet<string> Text { get; } =
        Set(
            "a abbr b blockquote br cite code dd del div dl dt em hr i ins kbd li mark ol p pre q s samp small strong sub sup u ul var"
        );

    /// <summary>And headings, figures, tables, ruby: what a post or a stranger's page may use besides.</summary>
    public static FrozenSet<string> Page { get; } =
        Set(
            string.Join(' ', Text)
                + " caption figcaption figure h2 h3 h4 img rp rt ruby table tbody td tfoot th thead tr"
        );

    /// <summary>
    /// Elements whose content is not for a reader, is read by other rules than HTML's (raw text, SVG, MathML: the
    /// source of nearly every known way around a sanitizer), or asks for something (forms). They go whole.
    /// </summary>
    public static FrozenSet<string> Dropped { get; } =
        Set(
            "applet area audio base basefont bgsound button canvas col colgroup command datalist dialog embed frame frameset head"
                + " iframe image input isindex keygen link listing map math menuitem meta meter noembed noframes noscript"
                + " object optgroup option output param plaintext portal progress script select slot source style svg"
                + " template textarea title track video xmp"
        );

    /// <summary>Elements without content or end tag.</summary>
    public static FrozenSet<string> Void { get; } = Set("br hr img");

    /// <summary>Elements that begin a new line for the reader.</summary>
    public static FrozenSet<string> Block { get; } =
        Set(
            "blockquote caption dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td tfoot th thead tr ul"
        );

    private static FrozenSet<string> Set(string names) =>
        names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}

/// <summary>What may stand in one kind of text.</summary>
internal sealed record Profile
{
    private Profile() { }

    /// <summary>The elements allowed.</summary>
    public required FrozenSet<string> Elements { get; init; }

    /// <summary>The <c>rel</c> of every link that leaves the site.</summary>
    public required string Rel { get; init; }

    /// <summary>Whether it carries ids and footnotes: only a post does, because only one of it is on a page.</summary>
    public bool HasAnchors { get; init; }

    /// <summary>Whether a link may look like a mention: not in what strangers wrote.</summary>
    public bool HasMentions { get; init; }

    /// <summary>Whether <c>lang</c> and <c>dir</c> are kept; Markdown cannot say them.</summary>
    public bool HasLanguages { get; init; }

    public static Profile Post { get; } =
        new()
        {
            Elements = AllowList.Page,
            Rel = "ugc noopener",
            HasAnchors = true,
            HasMentions = true,
        };

    /// <summary>A part of a post on a page with the same part of others: so it has no ids.</summary>
    public static Profile Answer { get; } = Post with { HasAnchors = false };

    public static Profile Comment { get; } =
        new()
        {
            Elements = AllowList.Text,
            Rel = "ugc nofollow noopener",
            HasMentions = true,
        };

    public static Profile Foreign { get; } =
        new()
        {
            Elements = AllowList.Page,
            Rel = "ugc nofollow noopener",
            HasLanguages = true,
        };
}
