using System.Xml.Linq;
using static CpdCourse.WebTests.Feeds.FeedRules;

namespace CpdCourse.WebTests.Feeds;

/// <summary>RFC 4287 and RFC 4685, section by section.</summary>
internal static class AtomRules
{
    public static IReadOnlyList<string> Broken(XElement feed) =>
        feed.Name != Atom + "feed"
            ? [$"the document is {feed.Name}"]
            :
            [
                // 4.1.1
                .. Count(feed, true, Atom + "id", Atom + "title", Atom + "updated"),
                .. Count(feed, false, Atom + "subtitle", Atom + "generator", Atom + "rights"),
                .. TagUri(feed.Element(Atom + "id")?.Value),
                .. Moment(feed.Element(Atom + "updated")?.Value),
                .. Links(feed),
                .. Self(feed),
                .. People(feed),
                .. Texts(feed),
                .. Once(feed.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")?.Value)),
                .. feed.Elements(Atom + "entry").SelectMany(Entry),
                .. Language(feed.Attribute(XNamespace.Xml + "lang")?.Value),
                .. Strange(feed),
            ];

    // 4.1.2
    private static IEnumerable<string> Entry(XElement entry) =>
        [
            .. Count(entry, true, Atom + "id", Atom + "title", Atom + "updated"),
            .. Count(
                entry,
                false,
                Atom + "published",
                Atom + "content",
                Atom + "summary",
                Atom + "source"
            ),
            .. TagUri(entry.Element(Atom + "id")?.Value),
            .. entry
                .Elements()
                .Where(e => e.Name == Atom + "updated" || e.Name == Atom + "published")
                .SelectMany(e => Moment(e.Value)),
            .. Links(entry),
            .. entry.Elements(Atom + "link").Any(IsPage) ? (string[])[] : ["no alternate link"],
            .. Texts(entry),
            .. entry.Elements(Atom + "content").SelectMany(Content),
            .. from category in entry.Elements(Atom + "category")
            where string.IsNullOrEmpty((string?)category.Attribute("term"))
            select "a category without a term",
            .. entry.Elements(Atom + "source").SelectMany(Source),
            .. Talk(entry),
        ];

    // 4.2.7: an address that is whole, a type that is one, no two alternates of a kind.
    private static IEnumerable<string> Links(XElement parent) =>
        [
            .. parent.Elements(Atom + "link").SelectMany(l => Whole((string?)l.Attribute("href"))),
            .. from link in parent.Elements(Atom + "link")
            let type = (string?)link.Attribute("type")
            where type is not null && type.Count(c => c == '/') != 1
            select $"“{type}” is no media type",
            .. Once(
                parent
                    .Elements(Atom + "link")
                    .Where(l => IsPage(l))
                    .Select(l => $"alternate {l.Attribute("type")} {l.Attribute("hreflang")}")
            ),
        ];

    private static bool IsPage(XElement link) =>
        ((string?)link.Attribute("rel") ?? "alternate") == "alternate";

    // 4.1.1: SHOULD contain one.
    private static IEnumerable<string> Self(XElement feed) =>
        feed.Elements(Atom + "link").Count(l => (string?)l.Attribute("rel") == "self") == 1
            ? []
            : ["the feed does not name itself"];

    // 4.1.1 and 3.2
    private static IEnumerable<string> People(XElement feed) =>
        [
            .. feed.Element(Atom + "author") is null
            && feed.Elements(Atom + "entry").Any(e => e.Element(Atom + "author") is null)
                ? (string[])["an entry has no author"]
                : [],
            .. feed.Descendants(Atom + "author")
                .SelectMany(a =>
                    Count(a, true, Atom + "name").Concat(Count(a, false, Atom + "uri"))
                ),
            .. feed.Descendants(Atom + "uri").SelectMany(u => Whole(u.Value)),
            .. feed.Descendants(Atom + "name")
                .Where(n => string.IsNullOrWhiteSpace(n.Value))
                .Select(_ => "a person without a name"),
        ];

    // 3.1: text and html have no elements in them.
    private static IEnumerable<string> Texts(XElement parent) =>
        from text in parent.Elements()
        where
            text.Name == Atom + "title"
            || text.Name == Atom + "subtitle"
            || text.Name == Atom + "summary"
            || text.Name == Atom + "content"
        where text.HasElements || string.IsNullOrWhiteSpace(text.Value)
        select $"{text.Name.LocalName} is empty or has elements";

    private static IEnumerable<string> Content(XElement content) =>
        (string?)content.Attribute("type") == "html"
            ? Html(content.Value)
            : ["content that is not HTML"];

    // 4.2.11: what is known of the feed that it came from; the validator asks for these three.
    private static IEnumerable<string> Source(XElement source) =>
        [
            .. Count(source, true, Atom + "id", Atom + "title", Atom + "updated"),
            .. source.Elements(Atom + "updated").SelectMany(u => Moment(u.Value)),
            .. source.Elements(Atom + "id").SelectMany(i => Whole(i.Value)),
            .. Links(source),
        ];

    // RFC 4685, 3 to 5
    private static IEnumerable<string> Talk(XElement entry)
    {
        foreach (var reply in entry.Elements(Threading + "in-reply-to"))
        {
            foreach (var complaint in TagUri((string?)reply.Attribute("ref")))
            {
                yield return complaint;
            }

            foreach (var complaint in Whole((string?)reply.Attribute("href")))
            {
                yield return complaint;
            }

            if (reply.Attribute("type") is null)
            {
                yield return "in-reply-to without a type";
            }
        }

        foreach (var link in entry.Elements(Atom + "link"))
        {
            var count = (string?)link.Attribute(Threading + "count");
            if (count is not null && (!uint.TryParse(count, out _) || !IsReplies(link)))
            {
                yield return $"thr:count {count}";
            }

            if (link.Attribute(Threading + "updated") is { } updated)
            {
                foreach (var complaint in Moment(updated.Value))
                {
                    yield return complaint;
                }
            }
        }

        foreach (var complaint in Count(entry, false, Threading + "total"))
        {
            yield return complaint;
        }
    }

    private static bool IsReplies(XElement link) =>
        (string?)link.Attribute("rel") == "replies" && link.Attribute("type") is not null;

    private static IEnumerable<string> Strange(XElement feed) =>
        from element in feed.Descendants()
        where element.Name.Namespace != Atom && element.Name.Namespace != Threading
        select $"{element.Name} is neither Atom's nor RFC 4685's";
}
