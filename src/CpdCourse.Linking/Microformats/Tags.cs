using System.Collections.Frozen;

namespace CpdCourse.Linking.Microformats;

/// <summary>What the HTML standard says of the names of elements, as far as reading needs it.</summary>
internal static class Tags
{
    private static readonly FrozenSet<string> Void = Names(
        "area base basefont bgsound br col embed frame hr img input keygen link meta param "
            + "source track wbr"
    );

    private static readonly FrozenSet<string> Formatting = Names(
        "a b big code em font i nobr s small strike strong tt u"
    );

    private static readonly FrozenSet<string> Scopes = Names(
        "applet button caption marquee object select table td template th svg math "
            + "foreignobject desc mi mo mn ms mtext annotation-xml"
    );

    private static readonly FrozenSet<string> Markers = Names(
        "applet caption marquee object td template th"
    );

    private static readonly FrozenSet<string> Foreign = Names(
        "svg math foreignobject desc title mi mo mn ms mtext annotation-xml"
    );

    private static readonly FrozenSet<string> TableParts = Names(
        "caption colgroup tbody td tfoot th thead tr"
    );

    private static readonly FrozenSet<string> Raw = Names(
        "iframe noembed noframes noscript plaintext script style xmp"
    );

    private static readonly FrozenSet<string> Blocks = Names(
        "address article aside blockquote center details dialog dir div dd dl dt fieldset "
            + "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu "
            + "nav ol p plaintext pre search section summary table td th tr ul xmp"
    );

    /// <summary>Elements that have neither content nor an end tag.</summary>
    public static bool IsVoid(string name) => Void.Contains(name);

    /// <summary>Elements that are opened anew in the next block when they were not closed.</summary>
    public static bool IsFormatting(string name) => Formatting.Contains(name);

    /// <summary>Elements through which an end tag does not reach.</summary>
    public static bool IsScope(string name) => Scopes.Contains(name);

    /// <summary>Elements at whose end all formatting that began within them is over.</summary>
    public static bool IsMarker(string name) => Markers.Contains(name);

    /// <summary>Drawings and formulas, and the places in them where HTML goes on.</summary>
    public static bool IsForeignOrWithin(string name) => Foreign.Contains(name);

    /// <summary>Elements whose end tag may be left out when the next one begins.</summary>
    public static bool Ends(string open, string next) =>
        (open, next)
            is
                ("li", "li")
                or
                ("dd" or "dt", "dd" or "dt")
                or
                ("option", "option" or "optgroup")
                or
                ("td" or "th", "td" or "th" or "tr" or "tbody" or "thead" or "tfoot")
                or
                ("tr", "tr" or "tbody" or "thead" or "tfoot")
                or
                ("tbody" or "thead" or "tfoot", "tbody" or "thead" or "tfoot");

    /// <summary>Elements that are nothing outside a table.</summary>
    public static bool IsTablePart(string name) => TableParts.Contains(name);

    /// <summary>Elements beyond which a new entry of a list ends no other one.</summary>
    public static bool IsListEnd(string name) =>
        IsScope(name) || (EndsParagraph(name) && name is not ("address" or "div" or "p"));

    /// <summary>Elements whose text is not escaped.</summary>
    public static bool IsRaw(string name) => Raw.Contains(name);

    /// <summary>Elements that a new paragraph or any other block ends a paragraph for.</summary>
    public static bool EndsParagraph(string name) => Blocks.Contains(name);

    private static FrozenSet<string> Names(string list) =>
        list.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
