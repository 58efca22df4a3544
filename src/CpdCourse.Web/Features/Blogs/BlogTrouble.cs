using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Linking.Fetching;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Says to the owner of a blog what is wrong with it, and what mends it.</summary>
internal static class BlogTrouble
{
    public const string NoFeed =
        "The page is there, but it names no feed, there is none at the usual places, and the page does not mark its posts. Look in the settings of your blog for “feed” or “RSS” and switch it on, or enter the address of the feed. You can also list single posts: “I wrote it on my own blog” under a Thing.";

    public const string Claimed =
        "This blog already belongs to somebody on this course, who has shown that it is theirs. If it is yours, write to an organiser.";

    public const string YoursAlready = "You follow this blog already: it stands under “My blogs”.";

    /// <summary>What is wrong with an answer; null when it is a document that can be read.</summary>
    public static string? Of(FetchResult answer) =>
        answer switch
        {
            FetchRefusal { Problem: FetchProblem.WrongType } =>
                "What is at this address is neither a page nor a feed: it may be a picture or a file. Enter the address of your blog’s first page.",
            FetchRefusal { Problem: FetchProblem.TooSlow } =>
                "The blog took too long to answer. Try again in a while.",
            FetchRefusal { Problem: FetchProblem.TooLarge } =>
                "What is at this address is too large to be read: over 5 MB. If it is a feed, let it show fewer posts.",
            FetchRefusal { Problem: FetchProblem.TooManyRedirects } =>
                "The address leads from one page to the next without end. Enter the address that your browser shows in the end.",
            FetchRefusal =>
                "The blog could not be reached. Look whether the address is right and the blog is there for everybody.",
            Fetched { IsSuccess: true } or Fetched { IsNotModified: true } => null,
            Fetched page => Of(page.Status),
            _ => null,
        };

    public static bool IsGone(FetchResult answer) =>
        answer is Fetched { Status: StatusCodes.Status410Gone };

    /// <summary>The same for what is there and is no feed.</summary>
    public static string Of(NotAFeed reading) =>
        reading.Reason is NotAFeedReason.WebPage
            ? "The feed is no longer there: its address shows a web page now. Look for the feed again."
            : $"{reading.Sentence} Look for the feed again.";

    private static string Of(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden =>
                "The blog is private: its site did not let us read it. Make it public, then try again.",
            StatusCodes.Status404NotFound =>
                "There is nothing at this address. Look whether it was copied whole.",
            StatusCodes.Status410Gone =>
                "The blog says that it is gone. If it has moved, enter its new address.",
            StatusCodes.Status429TooManyRequests or >= StatusCodes.Status500InternalServerError =>
                "The blog’s site has trouble at the moment. Try again in a while.",
            _ => "The blog could not be read. Enter the address of its first page.",
        };
}
