using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>
/// Makes a <see cref="ReadFeed"/> of RSS or Atom. One list of names serves both, as they share no word with two meanings; what Atom alone says, such as
/// whether a text is HTML, is asked of Atom alone.
/// </summary>
internal sealed class XmlFeed(bool isAtom, Uri address)
{
    public static ReadFeed Read(FeedOutline outline, Uri address) =>
        new XmlFeed(outline.IsAtom, address).Read(outline);

    private ReadFeed Read(FeedOutline outline)
    {
        var root = outline.Root!;
        var channel = root.First("channel") ?? root;
        var home = FeedLinks.Page(channel, address);
        var author = Author(channel);
        // RSS is read by people who know the blog, Atom by its specification (RFC 4287, 2).
        var start = isAtom ? address : home ?? address;
        return new ReadFeed
        {
            Title = FeedText.Line(channel.First("title", "dc:title"), isAtom, FeedReader.MaxTitle),
            HomePage = home,
            Self = FeedLinks.Linked(channel, "self", address).FirstOrDefault(),
            Hubs = [.. FeedLinks.Linked(channel, "hub", address)],
            Language = FeedWords.Language(
                root.Attribute("xml:lang") ?? channel.First("language", "dc:language")?.Text
            ),
            Rest = FeedPace.Of(channel),
            Entries = [.. outline.Entries.Select(entry => Entry(entry, start, author))],
            IsWhole = outline.IsWhole,
        };
    }

    private ReadEntry Entry(FeedElement entry, Uri start, string? author)
    {
        var link = FeedLinks.Page(entry, start);
        var brief = entry.First("summary", "description", "atom:summary", "dc:description");
        var full = Html(
            entry.First("content:encoded", "content", "xhtml:body", "body", "atom:content"),
            link ?? start
        );
        var alone = full.Html is null ? Html(brief, link ?? start) : default;
        return new ReadEntry
        {
            Id =
                FeedWords.Id(entry.First("guid", "id", "atom:id")?.Text)
                ?? FeedWords.Id(entry.Attribute("rdf:about")),
            Link = link,
            Title = FeedText.Line(
                entry.First("title", "atom:title", "dc:title"),
                isAtom,
                FeedReader.MaxTitle
            ),
            Published = Published(entry),
            Updated = Date(entry, "updated", "modified", "dcterms:modified", "atom:updated"),
            Author = Author(entry) ?? Author(entry.First("source", "atom:source")) ?? author,
            Tags = FeedWords.Tags(Tags(entry)),
            ContentHtml = full.Html ?? alone.Html,
            // Atom has a place for each; whoever writes into that of the summary gives no more.
            IsWhole = full.Html is not null ? !full.IsCut : !isAtom && alone.SeemsWhole,
            Summary = full.Html is null ? null : Summary(brief),
            InReplyTo =
            [
                .. entry
                    .All("thr:in-reply-to")
                    .Select(reply => FeedLinks.Reply(reply, start))
                    .OfType<ReadReply>(),
            ],
        };
    }

    // A blog's relative addresses are meant for the page of the post, unless an xml:base says otherwise.
    private FeedContent Html(FeedElement? element, Uri page)
    {
        var text = FeedHtml.Absolute(FeedText.Html(element, isAtom), element?.Base ?? page);
        return text with { IsCut = text.IsCut || element?.IsCut == true };
    }

    private string? Summary(FeedElement? brief)
    {
        var text = PlainText.FromHtml(FeedText.Html(brief, isAtom));
        return text.Length > 0 ? PlainText.Cut(text, FeedReader.MaxSummary) : null;
    }

    private string? Author(FeedElement? element)
    {
        var person = element?.First("author", "atom:author");
        return Name(person?.First("name", "atom:name"))
            ?? Name(person)
            ?? Name(element?.First("dc:creator", "dc:author", "itunes:author", "managingeditor"));
    }

    private string? Name(FeedElement? element) =>
        FeedWords.Name(FeedText.Line(element, isAtom, FeedReader.MaxTitle));

    private static DateTimeOffset? Published(FeedElement entry) =>
        Date(entry, "published", "pubdate", "issued", "dcterms:issued", "dc:date")
        ?? Date(entry, "created", "dcterms:created", "atom:published");

    private static DateTimeOffset? Date(FeedElement entry, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (FoundDate.Read(entry.First(name)?.Text) is { } date)
            {
                return date;
            }
        }

        return null;
    }

    // Blogger says by categories of Google's what kind of thing an entry is.
    private IEnumerable<string> Tags(FeedElement entry) =>
        entry
            .All("category")
            .Concat(entry.All("atom:category"))
            .Concat(entry.All("dc:subject"))
            .Where(tag => tag.Attribute("scheme") is not "http://schemas.google.com/g/2005#kind")
            .Select(tag =>
                tag.Attribute("term") is { } term
                    ? PlainText.Clean(term)
                    : FeedText.Line(tag, isAtom, FeedReader.MaxTitle)
            );
}
