using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>Judges feeds by their addresses and titles.</summary>
internal static class FeedJudgement
{
    private static readonly string[] FeedHosts =
    [
        "feeds.feedburner.com",
        "feeds2.feedburner.com",
        "feeds.feedblitz.com",
        "feedpress.me",
    ];

    private static readonly string[] FeedFiles =
    [
        "feed",
        "feeds",
        "rss",
        "rss2",
        "atom",
        "rss.xml",
        "rss2.xml",
        "atom.xml",
        "feed.xml",
        "feed.json",
        "blog-feed.xml",
        "index.xml",
        "index.rdf",
        "index.atom",
        "feed.atom",
        "feed.rss",
        "rss.php",
        "atom.php",
    ];

    private static readonly string[] FeedQueries = ["feed=", "format=rss", "alt=rss", "type=rss"];

    private static readonly string[] PartFolders =
    [
        "category",
        "categories",
        "tag",
        "tags",
        "tagged",
        "by_tag",
        "label",
        "labels",
        "topic",
        "topics",
        "author",
        // Blogger: /feeds/posts/default/-/label
        "-",
    ];

    private static readonly string[] PartQueries = ["cat=", "tag=", "category=", "author="];

    // The word in the languages that blog programs are translated into most.
    private static readonly string[] CommentWords =
    [
        "comment",
        "kommentar",
        "commenti",
        "comentario",
        "comentário",
        "comentari",
        "reacties",
        "opmerkingen",
        "komentar",
        "komentář",
        "kommentti",
        "kommentit",
        "hozzászólás",
        "коммент",
        "комент",
        "σχόλι",
        "yorum",
        "コメント",
        "评论",
        "댓글",
        "sylwadau",
    ];

    /// <summary>Whether an address is spelled like the one of a feed.</summary>
    public static bool LooksLikeFeed(Uri address)
    {
        var folders = Folders(address);
        return FeedHosts.Contains(address.Host, StringComparer.Ordinal) && folders.Length > 0
            || folders is [.., var last] && FeedFiles.Contains(last, StringComparer.Ordinal)
            || HasQuery(address, FeedQueries)
            || folders is ["feeds", "posts", "default", ..];
    }

    /// <summary>Whether a host carries the feeds of other sites.</summary>
    public static bool IsFeedHost(string host) => FeedHosts.Contains(host, StringComparer.Ordinal);

    /// <summary>Judges the feeds that one page names, in the light of one another.</summary>
    public static IReadOnlyList<FeedLink> Judge(Uri page, IReadOnlyList<WebLink> links)
    {
        // A blog whose name is about comments says the word with every feed.
        var wordCounts = !links.All(l => SaysComment(l.Title));
        return
        [
            .. links.Select(link => new FeedLink(
                link.Address,
                PlainText.Cut(PlainText.Clean(link.Title), FeedReader.MaxTitle),
                Contents(link, wordCounts, page, links)
            )),
        ];
    }

    private static FeedContents Contents(
        WebLink link,
        bool wordCounts,
        Uri page,
        IReadOnlyList<WebLink> links
    )
    {
        var folders = Folders(link.Address);
        var isComments =
            folders.Any(f => f.StartsWith("comments", StringComparison.Ordinal))
            || HasQuery(link.Address, ["feed=comments", "withcomments="])
            || (wordCounts && SaysComment(link.Title));
        var isPart =
            folders.Any(f => PartFolders.Contains(f, StringComparer.Ordinal))
            || HasQuery(link.Address, PartQueries);
        return isComments ? FeedContents.Comments
            : isPart ? FeedContents.SomePosts
            : IsUnderPost(link.Address, page, links) ? FeedContents.Comments
            : FeedContents.Posts;
    }

    // WordPress: below /2012/05/my-post/ lie the comments on it, and the page names the feed of the whole blog as well.
    private static bool IsUnderPost(Uri feed, Uri page, IReadOnlyList<WebLink> links)
    {
        var folders = Folders(feed);
        return folders is [.. { Length: > 0 } own, "feed"]
            && own.SequenceEqual(Folders(page), StringComparer.Ordinal)
            && links.Any(other =>
                Folders(other.Address) is [.. var above, "feed"]
                && above.Length < own.Length
                && own.Take(above.Length).SequenceEqual(above, StringComparer.Ordinal)
            );
    }

    private static bool SaysComment(string? title) =>
        CommentWords.Any(word => title?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);

    private static string[] Folders(Uri address) =>
        address.AbsolutePath.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool HasQuery(Uri address, string[] names) =>
        address
            .Query.ToLowerInvariant()
            .Split(['?', '&'])
            .Any(part => names.Any(name => part.StartsWith(name, StringComparison.Ordinal)));
}
