namespace CpdCourse.Linking.Feeds;

/// <summary>A feed of posts or comments, ready to be written as Atom, RSS or JSON Feed. All addresses are absolute.</summary>
public sealed record Feed
{
    /// <summary>A tag: URI that never changes, also when the site moves (protocols 6).</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>What the feed holds, in a sentence; the title stands in when it is missing.</summary>
    public string? Description { get; init; }

    /// <summary>The page that shows the same posts.</summary>
    public required Uri Page { get; init; }

    /// <summary>The address of the feed itself.</summary>
    public required Uri Self { get; init; }

    /// <summary>The WebSub hub that is told when the feed changes; null when none is.</summary>
    public Uri? Hub { get; init; }

    /// <summary>The newest change of anything in the feed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>The language of the posts as a BCP 47 tag.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Who stands behind entries that name no author; the title when missing.</summary>
    public FeedAuthor? Author { get; init; }

    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];
}

/// <summary>A persona's or visitor's name and, where there is one, public page.</summary>
public sealed record FeedAuthor(string Name, Uri? Page = null);

/// <summary>What a comment answers: the id of that entry, its page and the media type of the page (RFC 4685, 3).</summary>
public sealed record FeedReply(string Id, Uri Page, string Type = "text/html");

/// <summary>Where an external post was written: the blog's title, the post on that blog, and the blog's own feed if known.</summary>
public sealed record FeedSource(string Title, Uri Page, Uri? Feed = null)
{
    /// <summary>The blog's own front page, as far as an address tells.</summary>
    public Uri Home => new(Page, "/");
}

/// <summary>One post or comment of a feed.</summary>
public sealed record FeedEntry
{
    /// <summary>A tag: URI that never changes, not even when the post's address does.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required Uri Permalink { get; init; }

    public FeedAuthor? Author { get; init; }

    public required DateTimeOffset Published { get; init; }

    /// <summary>The last change; the publication when missing.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Plain text.</summary>
    public string? Summary { get; init; }

    /// <summary>Sanitised HTML; relative addresses in it are made absolute when it is written.</summary>
    public string? ContentHtml { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The place on the page where comments stand.</summary>
    public Uri? Comments { get; init; }

    public int? CommentCount { get; init; }

    /// <summary>The Atom feed of the entry's comments.</summary>
    public Uri? CommentsFeed { get; init; }

    /// <summary>The RSS feed of the entry's comments; the Atom feed when missing.</summary>
    public Uri? CommentsRss { get; init; }

    public DateTimeOffset? LastComment { get; init; }

    public FeedReply? InReplyTo { get; init; }

    public FeedSource? Source { get; init; }
}
