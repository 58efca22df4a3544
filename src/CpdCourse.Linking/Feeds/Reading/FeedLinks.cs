namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>Finds where a feed and its entries lead to: in RSS by the words of an element, in Atom and its guests in RSS by relations (RFC 4287, 4.2.7).</summary>
internal static class FeedLinks
{
    /// <summary>The page of a feed or an entry; relative addresses start from its xml:base, else from <paramref name="start"/>.</summary>
    public static Uri? Page(FeedElement element, Uri start) =>
        Written(element.First("feedburner:origlink"), start)
        ?? element
            .All("link")
            .Where(link => link.Attribute("href") is null)
            .Select(link => Written(link, start))
            .FirstOrDefault(link => link is not null)
        ?? Linked(element, "alternate", start).FirstOrDefault()
        ?? Permalink(element.First("guid"))
        ?? WebAddress.Read(element.Attribute("rdf:about"));

    /// <summary>The addresses with a relation; of several, web pages first.</summary>
    public static IEnumerable<Uri> Linked(FeedElement element, string relation, Uri start) =>
        element
            .All("link")
            .Concat(element.All("atom:link"))
            .Where(link => Relation(link) == relation && link.Attribute("href") is not null)
            .OrderBy(link => link.Attribute("type") is null or "text/html" ? 0 : 1)
            .Select(link => WebAddress.Resolve(link.Base ?? start, link.Attribute("href")))
            .OfType<Uri>();

    /// <summary>What an entry answers; null when it does not say (RFC 4685, 3).</summary>
    public static ReadReply? Reply(FeedElement reply, Uri start)
    {
        var id = FeedWords.Id(reply.Attribute("ref"));
        var page = WebAddress.Resolve(reply.Base ?? start, reply.Attribute("href"));
        return id is null && page is null ? null : new ReadReply(id, page);
    }

    private static Uri? Written(FeedElement? element, Uri start) =>
        element?.Text is { } text && !string.IsNullOrWhiteSpace(text)
            ? WebAddress.Resolve(element.Base ?? start, text)
            : null;

    // Without the attribute a guid is a permalink (RSS 2.0), but many that are none say nothing: only a whole address counts.
    private static Uri? Permalink(FeedElement? guid) =>
        guid is null
        || string.Equals(guid.Attribute("ispermalink"), "false", StringComparison.OrdinalIgnoreCase)
            ? null
            : WebAddress.Read(guid.Text);

    // A registered relation may be spelled as a whole address (RFC 4287, 4.2.7.2).
    private static string Relation(FeedElement link) =>
        link.Attribute("rel") is { } said
            ? said[(said.LastIndexOf('/') + 1)..].ToLowerInvariant()
            : "alternate";
}
