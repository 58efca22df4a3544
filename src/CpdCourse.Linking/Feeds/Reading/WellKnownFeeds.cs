namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>Where the usual blog programs and hosts keep the feed of a blog, for pages that name none.</summary>
public static class WellKnownFeeds
{
    /// <summary>Addresses to try at most: each is a request to somebody's server.</summary>
    public const int Most = 8;

    private static readonly Platform[] Platforms =
    [
        new(
            "wordpress",
            ["wordpress.com", "edublogs.org", "hypotheses.org"],
            ["feed/", "?feed=rss2"]
        ),
        new("blogger", ["blogspot.*"], ["feeds/posts/default", "feeds/posts/default?alt=rss"]),
        new("tumblr", ["tumblr.com"], ["rss"]),
        new("substack", ["substack.com"], ["feed"]),
        new("ghost", ["ghost.io"], ["rss/"]),
        new("squarespace", ["squarespace.com"], ["?format=rss", "blog?format=rss"]),
        new("wix.com", ["wixsite.com"], ["blog-feed.xml"]),
        new("weebly", ["weebly.com"], ["1/feed", "blog/feed"]),
        new("livejournal", ["livejournal.com", "dreamwidth.org"], ["data/rss", "data/atom"]),
        new("typepad", ["typepad.com", "blogs.com"], ["atom.xml", "rss.xml", "index.rdf"]),
        new("movable type", [], ["atom.xml", "index.xml", "index.rdf"]),
        new("drupal", [], ["rss.xml", "blog/feed"]),
        new("joomla", [], ["?format=feed&type=rss", "index.php?format=feed&type=rss"]),
        new("microblog", ["micro.blog"], ["feed.xml", "feed.json"]),
        new("writefreely", ["write.as", "writeas.com"], ["feed/"]),
        new("jekyll", ["github.io", "gitlab.io"], ["feed.xml", "atom.xml", "index.xml"]),
        new("hugo", [], ["index.xml"]),
        new("eleventy", [], ["feed.xml", "feed/feed.xml"]),
        new("hexo", [], ["atom.xml"]),
        new("pelican", [], ["feeds/all.atom.xml"]),
        new("serendipity", [], ["feeds/index.rss2"]),
        new("over-blog", ["over-blog.com"], ["rss"]),
    ];

    // Of a program that we do not know, the places by how many blogs have their feed there.
    private static readonly string[] Usual =
    [
        "feed/",
        "feed.xml",
        "rss.xml",
        "atom.xml",
        "index.xml",
        "rss/",
        "feeds/posts/default",
        "blog-feed.xml",
    ];

    // Hosts where each blog is a folder.
    private static readonly string[] FolderHosts =
    [
        "write.as",
        "wixsite.com",
        "typepad.com",
        "blogs.com",
        "github.io",
        "gitlab.io",
    ];

    private static readonly string[] BlogFolders =
    [
        "blog",
        "blogs",
        "weblog",
        "journal",
        "news",
        "notes",
        "posts",
        "writing",
        "wordpress",
        "wp",
    ];

    /// <summary>The addresses to try, the likeliest first, at most <see cref="Most"/>.</summary>
    /// <param name="page">The page that names no feed.</param>
    /// <param name="generator">The program that made it, where the page says (see <see cref="PageFeeds"/>).</param>
    public static IReadOnlyList<Uri> For(Uri page, string? generator = null)
    {
        if (IsHost(page, "medium.com"))
        {
            return Medium(page);
        }

        var host = Platforms.FirstOrDefault(p => p.Hosts.Any(host => IsHost(page, host)));
        var paths =
            host?.Paths ?? Platforms.FirstOrDefault(p => Says(generator, p.Name))?.Paths ?? Usual;
        var folders = host is null || IsFolderHost(page) ? Folders(page) : ["/"];
        var likely = paths.SelectMany(path =>
            folders.Select(folder => WebAddress.Resolve(page, folder + path))
        );
        return [.. likely.OfType<Uri>().Distinct().Take(Most)];
    }

    /// <summary>Where the blog may begin: its folder, where it seems to have one, then the top of the host.</summary>
    private static string[] Folders(Uri page)
    {
        var names = page.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
        {
            return ["/"];
        }

        // A year or a page is no blog.
        var first = names[0].ToLowerInvariant();
        var isFolder =
            first.StartsWith('~')
            || BlogFolders.Contains(first, StringComparer.Ordinal)
            || (
                !first.All(char.IsAsciiDigit)
                && !first.Contains('.', StringComparison.Ordinal)
                && (
                    page.Host.StartsWith("blogs.", StringComparison.OrdinalIgnoreCase)
                    || IsFolderHost(page)
                )
            );
        return isFolder ? [$"/{names[0]}/", "/"] : ["/"];
    }

    // medium.com/@maria/a-post-12ab, medium.com/a-magazine/a-post-12ab, maria.medium.com/a-post-12ab
    private static IReadOnlyList<Uri> Medium(Uri page)
    {
        var isOwnHost = page.Host is not ("medium.com" or "www.medium.com");
        var name = page.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return isOwnHost ? [new Uri(page, "/feed")]
            : name is [var first, ..] ? [new Uri(page, $"/feed/{first}")]
            : [];
    }

    private static bool IsFolderHost(Uri page) => FolderHosts.Any(host => IsHost(page, host));

    /// <summary>Whether the page is on a host or below it; "blogspot.*" is blogspot in every country.</summary>
    private static bool IsHost(Uri page, string host)
    {
        var name = "." + page.Host.ToLowerInvariant();
        return host.EndsWith(".*", StringComparison.Ordinal)
            ? name.Contains("." + host[..^1], StringComparison.Ordinal)
            : name.EndsWith("." + host, StringComparison.Ordinal);
    }

    private static bool Says(string? generator, string name) =>
        generator?.Contains(name, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A blog program: its name as it calls itself, hosts where nothing else runs, and where it keeps the feed.</summary>
    private sealed record Platform(string Name, string[] Hosts, string[] Paths);
}
