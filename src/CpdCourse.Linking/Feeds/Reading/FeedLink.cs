namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>A feed that a page names: where it is, what the page calls it as plain text (empty when nothing), and what it seems to carry.</summary>
public sealed record FeedLink(Uri Address, string Title, FeedContents Contents);

/// <summary>What a feed seems to carry, by its address and title; only reading it tells.</summary>
public enum FeedContents
{
    /// <summary>The posts of the blog.</summary>
    Posts,

    /// <summary>Comments, on the blog or on one post.</summary>
    Comments,

    /// <summary>The posts of one category, tag, label or author. Somebody whose blog is about many things may have named just this page.</summary>
    SomePosts,
}

/// <summary>The feeds that a page names.</summary>
/// <param name="Links">In the order of the page, each once; those of Link headers last.</param>
/// <param name="Generator">The program that made the page, as it names itself; null when it does not.</param>
public sealed record PageFeeds(IReadOnlyList<FeedLink> Links, string? Generator);
