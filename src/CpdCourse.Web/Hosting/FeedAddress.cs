namespace CpdCourse.Web.Hosting;

/// <summary>The addresses of a feed in its three forms: Atom at the bare one, the others with an ending, before what is searched for.</summary>
internal static class FeedAddress
{
    public const string Rss = ".rss";
    public const string Json = ".json";

    /// <summary>The feed of all posts.</summary>
    public const string Site = "/feed";

    /// <summary>The feed of all comments.</summary>
    public const string Comments = "/comments/feed";

    public static IReadOnlyList<string> Endings { get; } = ["", Rss, Json];

    public static string Of(string page) => $"{page}/feed";

    /// <summary>Posts in which these words occur.</summary>
    public static string Search(string words) => "/search/feed" + QueryString.Create("q", words);

    public static string In(string feed, string ending)
    {
        var query = feed.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? feed + ending : feed.Insert(query, ending);
    }

    /// <summary>A feed of a search is made for whoever asks: nobody can know when another would read otherwise.</summary>
    public static bool IsSearch(string feed) => feed.Contains('?', StringComparison.Ordinal);
}
