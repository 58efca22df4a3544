using System.Xml.Linq;
using static CpdCourse.WebTests.Feeds.FeedRules;

namespace CpdCourse.WebTests.Feeds;

/// <summary>The specification of RSS 2.0, and what the W3C's validator complains about most.</summary>
internal static class RssRules
{
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Slash = "http://purl.org/rss/1.0/modules/slash/";
    private static readonly XNamespace CommentApi = "http://wellformedweb.org/CommentAPI/";
    private static readonly XNamespace Encoded = "http://purl.org/rss/1.0/modules/content/";

    private static readonly HashSet<XName> OfChannels =
    [
        "title",
        "link",
        "description",
        Atom + "link",
        "language",
        "lastBuildDate",
        "generator",
        "item",
    ];

    private static readonly HashSet<XName> OfItems =
    [
        "title",
        "link",
        "guid",
        "pubDate",
        DublinCore + "creator",
        "category",
        "comments",
        Slash + "comments",
        CommentApi + "commentRss",
        Threading + "in-reply-to",
        "source",
        "description",
        Encoded + "encoded",
    ];

    public static IReadOnlyList<string> Broken(XElement rss)
    {
        var channels = rss.Elements("channel").ToList();
        return
            rss.Name != "rss" || (string?)rss.Attribute("version") != "2.0" || channels.Count != 1
            ? ["no RSS 2.0"]
            : [.. Channel(channels[0]), .. channels[0].Elements("item").SelectMany(Item)];
    }

    private static IEnumerable<string> Channel(XElement channel) =>
        [
            .. Count(channel, true, "title", "link", "description", "lastBuildDate"),
            .. Count(channel, false, "language", "generator"),
            .. Empty(channel, "title", "link", "description"),
            .. Whole(channel.Element("link")?.Value),
            .. Day(channel.Element("lastBuildDate")?.Value),
            .. Language(channel.Element("language")?.Value),
            .. Self(channel),
            .. Once(channel.Elements("item").Select(i => i.Element("guid")?.Value)),
            .. from element in channel.Elements()
            where !OfChannels.Contains(element.Name)
            select $"a channel with {element.Name}",
        ];

    // MissingAtomSelfLink
    private static IEnumerable<string> Self(XElement channel)
    {
        var own = channel
            .Elements(Atom + "link")
            .Where(l => (string?)l.Attribute("rel") == "self")
            .ToList();
        return own is [var self] && (string?)self.Attribute("type") == "application/rss+xml"
            ? Whole((string?)self.Attribute("href"))
            : ["the channel does not name itself"];
    }

    private static IEnumerable<string> Item(XElement item) =>
        [
            .. Count(item, true, "title", "link", "guid", "pubDate"),
            .. Count(
                item,
                false,
                "description",
                "comments",
                "source",
                DublinCore + "creator",
                Slash + "comments",
                CommentApi + "commentRss",
                Encoded + "encoded"
            ),
            .. Empty(item, "title", "link", "guid", "description", Encoded + "encoded"),
            .. Whole(item.Element("link")?.Value),
            .. Day(item.Element("pubDate")?.Value),
            .. item.Element("guid")?.Value == item.Element("link")?.Value ? [] : Elsewhere,
            .. item.Elements("comments")
                .Concat(item.Elements(CommentApi + "commentRss"))
                .SelectMany(e => Whole(e.Value)),
            .. item.Elements("source").SelectMany(s => Whole((string?)s.Attribute("url"))),
            .. item.Elements("source").SelectMany(s => s.Value.Length > 0 ? [] : Nameless),
            .. item.Elements("description")
                .Concat(item.Elements(Encoded + "encoded"))
                .SelectMany(e => Html(e.Value)),
            .. from count in item.Elements(Slash + "comments")
            where !uint.TryParse(count.Value, out _)
            select $"slash:comments {count.Value}",
            .. from element in item.Elements()
            where !OfItems.Contains(element.Name) || element.HasElements
            select $"an item with {element.Name}",
        ];

    private static readonly string[] Nameless = ["a source without a name"];
    private static readonly string[] Elsewhere = ["a guid that is not the address"];

    private static IEnumerable<string> Empty(XElement parent, params XName[] names) =>
        from name in names
        from element in parent.Elements(name)
        where string.IsNullOrWhiteSpace(element.Value)
        select $"{parent.Name.LocalName} with an empty {name.LocalName}";
}
