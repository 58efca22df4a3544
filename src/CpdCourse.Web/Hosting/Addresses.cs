namespace CpdCourse.Web.Hosting;

/// <summary>Local addresses, written in one place.</summary>
internal static class Addresses
{
    public static string Thing(int number) => $"/things/{number}";

    /// <summary>Everybody's responses to every Thing.</summary>
    public const string Responses = "/responses";

    public static string ResponsesTo(int thing) => $"{Thing(thing)}/responses";

    public static string Question(int thing, int prompt) => $"/things/{thing}/questions/{prompt}";

    /// <summary>Where a hub tells of a blog's news.</summary>
    public static string HubCallback(string token) => $"/websub/{token}";

    public static string Persona(string handle) => $"/@{handle}";

    /// <summary>Slugs may hold letters of any script; the address carries them percent-encoded.</summary>
    public static string Post(string handle, string slug) =>
        $"/@{handle}/{Uri.EscapeDataString(slug)}";

    public static string Comment(string handle, string slug, int number) =>
        $"{Post(handle, slug)}#c{number}";

    /// <summary>A page of its own for a comment: what another site is told of.</summary>
    public static string CommentPage(string handle, string slug, int number) =>
        $"{Post(handle, slug)}/comments/{number}";

    /// <summary>A reply that stands on another site, at its place under the post.</summary>
    public static string Reply(string handle, string slug, Guid mention) =>
        $"{Post(handle, slug)}#{ReplyAnchor(mention)}";

    public static string ReplyAnchor(Guid mention) => $"m{mention:N}";

    public static string Category(string slug) => $"/categories/{Uri.EscapeDataString(slug)}";

    /// <summary>The card of a post or Thing, for frames on other sites.</summary>
    public static string Card(string page) => $"{page}/embed";

    /// <summary>Where other programs ask how to show a page of ours.</summary>
    public static string OEmbed(Uri page, string format) =>
        $"/oembed?url={Uri.EscapeDataString(page.AbsoluteUri)}&format={format}";

    /// <summary>Where other sites tell that they link here.</summary>
    public const string Webmention = "/webmention";

    /// <summary>The same for pingbacks, by the name that blogs have for it.</summary>
    public const string Pingback = "/xmlrpc";

    /// <summary>What is said about links to and from other sites.</summary>
    public const string Linking = "/about#h-linking";

    /// <summary>What became of a webmention.</summary>
    public static string WebmentionState(Guid id) => $"{Webmention}/{id:N}";

    /// <summary>Where one says that one's response stands on a blog of one's own.</summary>
    public static string Elsewhere(int thing) => $"{Thing(thing)}/elsewhere";

    /// <summary>What was found at an address that one pasted.</summary>
    public static string Visit(Guid id) => $"/me/elsewhere/{id:N}";

    /// <summary>One's blogs elsewhere.</summary>
    public const string Blogs = "/me/blogs";

    /// <summary>One of them.</summary>
    public static string Blog(Guid id) => $"{Blogs}/{id:N}";

    public static string Write(int number) => $"/write/{number}";

    /// <summary>Where one asks for a new password.</summary>
    public const string Forgot = "/forgot";

    /// <summary>The page of a mailed link, with its key.</summary>
    public static string NewPassword(string key) => $"{Forgot}/{key}";

    /// <summary>True when a mailed key stands in the path: capitals count in it, and no log may hold it.</summary>
    public static bool HoldsKey(string path) =>
        path.StartsWith($"{Forgot}/", StringComparison.OrdinalIgnoreCase);

    /// <summary>A path as a log may hold it: without its key, and in one line whatever a stranger put into it.</summary>
    public static string InLog(string path) =>
        HoldsKey(path) ? $"{Forgot}/…" : new PathString(path).ToUriComponent();
}
