using AngleSharp.Html.Parser.Tokens;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>
/// Says what the names of elements mean (Namespaces in XML): "title" in the feed's own namespace, whatever its prefix, "dc:creator" for Dublin Core under
/// any prefix. A prefix that nobody declared means what it usually does.
/// </summary>
internal sealed class FeedNames
{
    // More declarations say nothing and would be copied again and again.
    private const int MostPrefixes = 50;

    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["http://www.w3.org/2005/Atom"] = "atom",
        ["http://purl.org/atom/ns#"] = "atom",
        ["http://purl.org/rss/1.0/"] = "",
        ["http://my.netscape.com/rdf/simple/0.9/"] = "",
        ["http://channel.netscape.com/rdf/simple/0.9/"] = "",
        ["http://backend.userland.com/rss2"] = "",
        ["http://backend.userland.com/rss"] = "",
        ["http://blogs.law.harvard.edu/tech/rss"] = "",
        ["http://purl.org/dc/elements/1.1/"] = "dc",
        ["http://purl.org/dc/elements/1.0/"] = "dc",
        ["http://purl.org/dc/terms/"] = "dcterms",
        ["http://purl.org/rss/1.0/modules/content/"] = "content",
        ["http://purl.org/rss/1.0/modules/syndication/"] = "sy",
        ["http://purl.org/syndication/thread/1.0"] = "thr",
        ["http://rssnamespace.org/feedburner/ext/1.0"] = "feedburner",
        ["http://www.w3.org/1999/xhtml"] = "xhtml",
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"] = "rdf",
    };

    private readonly Dictionary<string, string> spaces;
    private readonly string? own;

    private FeedNames(Dictionary<string, string> spaces, string? own)
    {
        this.spaces = spaces;
        this.own = own;
    }

    /// <summary>The names of a document with this root: its own namespace is the root's, or where the root is RDF the one without prefix.</summary>
    public static FeedNames Of(HtmlTagToken root)
    {
        var declared = Declared(root, []);
        var (prefix, local) = Split(root.Name);
        return new FeedNames(declared, declared.GetValueOrDefault(local == "rdf" ? "" : prefix));
    }

    /// <summary>The names within an element.</summary>
    public FeedNames Within(HtmlTagToken tag) =>
        tag.Attributes.Any(a => Prefix(a.Name) is not null)
            ? new FeedNames(Declared(tag, spaces), own)
            : this;

    /// <summary>What a name means; "?:name" in a namespace without prefix that nobody knows.</summary>
    public string Of(string name)
    {
        var (prefix, local) = Split(name);
        if (!spaces.TryGetValue(prefix, out var space))
        {
            return name;
        }

        if (space == own)
        {
            return local;
        }

        return Known.TryGetValue(space, out var usual)
            ? (usual.Length == 0 ? local : $"{usual}:{local}")
            : (prefix.Length == 0 ? $"?:{local}" : name);
    }

    /// <summary>The name without its prefix.</summary>
    public static string Local(string name) => Split(name).Local;

    private static (string Prefix, string Local) Split(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? ("", name) : (name[..colon], name[(colon + 1)..]);
    }

    private static Dictionary<string, string> Declared(
        HtmlTagToken tag,
        Dictionary<string, string> outside
    )
    {
        var all = new Dictionary<string, string>(outside, StringComparer.Ordinal);
        foreach (var attribute in tag.Attributes)
        {
            if (Prefix(attribute.Name) is { } prefix && all.Count < MostPrefixes)
            {
                all[prefix] = attribute.Value.Trim();
            }
        }

        return all;
    }

    private static string? Prefix(string attribute) =>
        attribute == "xmlns" ? ""
        : attribute.StartsWith("xmlns:", StringComparison.Ordinal) ? attribute["xmlns:".Length..]
        : null;
}
