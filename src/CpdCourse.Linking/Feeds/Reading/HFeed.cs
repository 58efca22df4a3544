using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Microformats;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>
/// Makes a <see cref="ReadFeed"/> of a page that marks its posts with microformats (microformats.org/wiki/h-feed): the entries of its first h-feed, else the outermost
/// entries of the page, which are an h-feed that nobody named. What stands within an entry, such as a comment or what it quotes, is somebody else's.
/// </summary>
public static class HFeed
{
    /// <summary>Bytes of a page that are looked at, fewer than of a feed: a page is read as a tree (trust F1).</summary>
    public const int MaxBytes = 1024 * 1024;

    // These pass on or answer what others wrote; a reply with words of its own is a post.
    private static readonly string[] NoPosts = ["repost-of", "like-of", "rsvp"];

    /// <summary>Reads a page; null when it marks no list of posts: the page of one post is none.</summary>
    public static ReadFeed? Read(Fetched page) => Read(page.Body, page.ContentType, page.FinalUrl);

    /// <summary>Reads a page; null when it marks no list of posts.</summary>
    /// <param name="body">The page's bytes.</param>
    /// <param name="contentType">The Content-Type it came with.</param>
    /// <param name="address">The address after all redirects.</param>
    public static ReadFeed? Read(ReadOnlyMemory<byte> body, string? contentType, Uri address)
    {
        var read = body[..Math.Min(body.Length, MaxBytes)];
        var html = PageBytes.Decode(read.Span, contentType);
        if (MicroformatsReader.Read(html, address) is not { } page)
        {
            return null;
        }

        var feed = Feeds(page.Items).FirstOrDefault(f => Posts(f.Children, address).Any());
        feed ??= Feeds(page.Items).FirstOrDefault();
        var posts = Posts(feed?.Children ?? page.Items, address).ToList();
        if (feed is null && posts.Count == 0)
        {
            return null;
        }

        var author = Author(feed?.First("author"));
        var entries = posts.Take(FeedReader.MaxEntries).Select(p => Entry(p, address, author));
        return Of([.. entries], page) with
        {
            Title = Title(feed, html, address),
            IsWhole =
                read.Length == body.Length
                && posts.Count <= FeedReader.MaxEntries
                && IsInOrder(posts),
        };
    }

    private static ReadFeed Of(IReadOnlyList<ReadEntry> entries, MicroformatsPage page) =>
        new()
        {
            Entries = entries,
            Self = Linked(page, "self").FirstOrDefault(),
            Hubs = [.. Linked(page, "hub")],
        };

    // Outer ones first. What an entry holds is its own affair.
    private static IEnumerable<Microformat> Feeds(IEnumerable<Microformat> items) =>
        items
            .Where(i => !i.Is("h-entry") && !i.Is("h-cite"))
            .SelectMany(i => i.Is("h-feed") ? Feeds(i.Children).Prepend(i) : Feeds(i.Children));

    private static IEnumerable<Microformat> Posts(IEnumerable<Microformat> items, Uri page) =>
        items.Where(i =>
            i.Is("h-entry")
            && !i.Is("h-cite")
            && !NoPosts.Any(p => i.Properties.ContainsKey(p))
            && Address(i, page) is { } post
            // A post needs a page of its own, which one can be led to.
            && !WebAddress.AreSamePage(post, page)
        );

    private static ReadEntry Entry(Microformat post, Uri page, string? feedAuthor)
    {
        var link = Address(post, page)!;
        var words = Words(post);
        var summary = PlainText.Clean(post.First("summary")?.Text);
        var marked = post.First("content")?.Html;
        var text = FeedHtml.Absolute(
            marked ?? (words.Length > 0 ? FeedHtml.FromText(words) : null),
            link
        );
        var full = text.Html;
        return new ReadEntry
        {
            Id = FeedWords.Id(post.First("uid")?.Text),
            Link = link,
            Title = Name(post, words),
            Published = Date(post, "published"),
            Updated = Date(post, "updated"),
            Author = Author(post.First("author")) ?? feedAuthor,
            Tags = FeedWords.Tags(post.Values("category").Select(c => PlainText.Clean(c.Text))),
            ContentHtml = full ?? (summary.Length > 0 ? FeedHtml.FromText(summary) : null),
            // Many a first page marks the beginnings that it shows as if they were all.
            IsWhole = marked is not null && text.SeemsComplete,
            Summary =
                full is null || summary.Length == 0
                    ? null
                    : PlainText.Cut(summary, FeedReader.MaxSummary),
            InReplyTo =
            [
                .. post.Values("in-reply-to")
                    .SelectMany(Addresses.Of)
                    .Distinct()
                    .Select(answered => new ReadReply(null, answered)),
            ],
        };
    }

    // Some name their copies elsewhere as well: the one on this site is theirs.
    private static Uri? Address(Microformat post, Uri page)
    {
        var said = post.Values("url").Concat(post.Values("uid")).SelectMany(Addresses.Of).ToList();
        return said.Find(a => a.Host == page.Host) ?? said.FirstOrDefault();
    }

    // Where nothing says what its name is, all it has are words.
    private static string Words(Microformat post) =>
        PlainText.Clean((post.First("content") ?? Implied(post))?.Text);

    private static PropertyValue? Implied(Microformat post) =>
        post.IsNameImplied ? post.First("name") : null;

    // A note has no title: what its markup gives for one are its words, or their beginning.
    private static string Name(Microformat post, string words)
    {
        var name = PlainText.Clean(post.First("name")?.Text);
        var isCut = name.EndsWith('…') || name.EndsWith("...", StringComparison.Ordinal);
        var isNote =
            name == words
            || (isCut && words.StartsWith(name.TrimEnd('…', '.', ' '), StringComparison.Ordinal));
        return isNote ? "" : PlainText.Cut(name, FeedReader.MaxTitle);
    }

    private static string Title(Microformat? feed, string html, Uri address)
    {
        var name = feed is { IsNameImplied: false }
            ? PlainText.Clean(feed.First("name")?.Text)
            : "";
        var title = name.Length > 0 ? name : SourcePage.Read(html, address).Title;
        return title.Length > 0 ? PlainText.Cut(title, FeedReader.MaxTitle) : address.Host;
    }

    private static string? Author(PropertyValue? author)
    {
        var name = author?.Item?.First("name")?.Text ?? author?.Text;
        return WebAddress.Read(name) is null ? FeedWords.Name(PlainText.Clean(name)) : null;
    }

    private static DateTimeOffset? Date(Microformat post, string property) =>
        Moments.Read(post.First(property)?.Text) ?? FoundDate.Read(post.First(property)?.Text);

    // Where an old post is put before the newest, what is not shown is not gone.
    private static bool IsInOrder(IReadOnlyList<Microformat> posts)
    {
        var dates = posts.Select(p => Date(p, "published")).ToList();
        return dates.Zip(dates.Skip(1)).All(pair => pair.First >= pair.Second)
            && !dates.Contains(null);
    }

    private static IEnumerable<Uri> Linked(MicroformatsPage page, string relation) =>
        page.Rels.GetValueOrDefault(relation, []).Select(WebAddress.Read).OfType<Uri>();
}
