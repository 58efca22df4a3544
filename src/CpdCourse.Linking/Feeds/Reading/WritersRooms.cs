namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>Knows the pages where people write their blogs, which only they can open and which they paste most often, and finds the blog behind them.</summary>
internal static class WritersRooms
{
    /// <summary>The blog's address behind a room, or a sentence where it cannot be told; neither for any other page.</summary>
    public static (Uri? Url, string? Sentence) Leave(Uri url)
    {
        var host = url.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
            ? url.Host[4..]
            : url.Host;
        var folders = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return host.ToLowerInvariant() switch
        {
            "blogger.com" or "draft.blogger.com" => Blogger(folders, url),
            "wordpress.com" => WordPress(folders),
            "tumblr.com" => Tumblr(folders),
            "medium.com" when folders is [] or ["me" or "new-story" or "p", ..] => Room("Medium"),
            "wix.com" or "manage.wix.com" or "editor.wix.com" => Room("Wix"),
            "weebly.com" or "editor.weebly.com" => Room("Weebly"),
            "livejournal.com" => Room("LiveJournal"),
            "typepad.com" => Room("Typepad"),
            "account.squarespace.com" => Room("Squarespace"),
            var other when IsSearch(other, folders) => Search(url),
            _ => (WithoutRoom(url, folders), null),
        };
    }

    // blogger.com/blog/posts/123, blogger.com/blog/post/edit/123/456, blogger.com/blogger.g?blogID=123: Blogger itself knows the feed of that number.
    private static (Uri?, string?) Blogger(string[] folders, Uri url)
    {
        if (folders is ["feeds", ..])
        {
            return default;
        }

        var number = Query(url, "blogID") ?? folders.FirstOrDefault(IsNumber);
        return number is not null && IsNumber(number)
            ? (new Uri($"https://www.blogger.com/feeds/{number}/posts/default"), null)
            : Room("Blogger");
    }

    // wordpress.com/home/maria.wordpress.com, wordpress.com/post/maria.example/12; a blog in a folder is written maria.example::blog.
    private static (Uri?, string?) WordPress(string[] folders)
    {
        var blog = folders.LastOrDefault(f =>
            f.Contains('.', StringComparison.Ordinal)
            && !f.EndsWith(".php", StringComparison.OrdinalIgnoreCase)
        );
        return
            WebAddress.Read("https://" + blog?.Replace("::", "/", StringComparison.Ordinal))
                is { } found
            ? (found, null)
            : Room("WordPress");
    }

    // tumblr.com/maria, tumblr.com/blog/maria, tumblr.com/blog/view/maria
    private static (Uri?, string?) Tumblr(string[] folders)
    {
        var name = folders switch
        {
            ["blog", "view", var viewed, ..] => viewed,
            ["blog", var own, ..] => own,
            [
                "dashboard"
                or "settings"
                or "new"
                or "explore"
                or "tagged"
                or "search"
                or "inbox"
                or "likes"
                or "login",
                ..,
            ] => null,
            [var own, ..] => own,
            _ => null,
        };
        return name is not null && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? (new Uri($"https://{name}.tumblr.com/"), null)
            : Room("Tumblr");
    }

    /// <summary>The part of the address before a room that lies within the blog; null when it has none.</summary>
    private static Uri? WithoutRoom(Uri url, string[] folders)
    {
        var room = Array.FindIndex(
            folders,
            folder =>
                folder is "wp-admin" or "wp-login.php"
                // A post may be about a ghost.
                || (folder == "ghost" && url.Fragment.StartsWith("#/", StringComparison.Ordinal))
        );
        if (
            room < 0
            && folders is ["publish" or "config", ..]
            && (IsBelow(url, "substack.com") || IsBelow(url, "squarespace.com"))
        )
        {
            room = 0;
        }

        return room < 0
            ? null
            : new Uri(url, "/" + string.Concat(folders[..room].Select(folder => folder + "/")));
    }

    private static bool IsBelow(Uri url, string host) =>
        url.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase);

    private static bool IsSearch(string host, string[] folders) =>
        host.StartsWith("google.", StringComparison.Ordinal)
            ? folders is [] or ["search" or "url" or "webhp", ..]
            : host switch
            {
                "bing.com"
                or "ecosia.org"
                or "search.yahoo.com"
                or "search.brave.com"
                or "qwant.com" => folders is [] or ["search", ..],
                "duckduckgo.com" or "startpage.com" or "yandex.com" or "yandex.ru" or "baidu.com" =>
                    true,
                _ => host.EndsWith(".search.yahoo.com", StringComparison.Ordinal),
            };

    // google.com/url?q=https://maria.example/ leads to one result.
    private static (Uri?, string?) Search(Uri url) =>
        url.AbsolutePath == "/url"
        && WebAddress.Read(Query(url, "url") ?? Query(url, "q")) is { } result
            ? (result, null)
            : (
                null,
                "That is a search page. Open your blog itself, and paste the address that your browser shows then."
            );

    private static (Uri?, string?) Room(string platform) =>
        (
            null,
            $"That page of {platform} is not the blog itself. Open your blog as its readers see it, and paste the address that your browser shows then."
        );

    private static bool IsNumber(string text) => text.Length >= 5 && text.All(char.IsAsciiDigit);

    private static string? Query(Uri url, string name) =>
        url
            .Query.TrimStart('?')
            .Split('&')
            .Select(pair => pair.Split('=', 2))
            .Where(pair =>
                pair.Length == 2 && string.Equals(pair[0], name, StringComparison.OrdinalIgnoreCase)
            )
            .Select(pair => Uri.UnescapeDataString(pair[1]))
            .FirstOrDefault();
}
