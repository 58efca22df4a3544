using CpdCourse.Linking.Feeds;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Feeds;

internal static class FeedsFeature
{
    public static void AddFeeds(this IServiceCollection services)
    {
        services.AddSingleton<FeedIds>();
        services.AddHostedService<SettleFeedIds>();
        services.AddScoped<PostFeeds>();
        services.AddScoped<CommentFeeds>();
    }

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/feed", (feeds, _, rss, stop) => feeds.OfSite(rss, stop));
        Map(
            routes,
            "/things/{number:int}/feed",
            (feeds, at, rss, stop) => feeds.OfThing(at.Number, rss, stop)
        );
        Map(
            routes,
            "/@{handle}/feed",
            (feeds, at, rss, stop) => feeds.OfPersona(at.Handle, rss, stop)
        );
        Map(
            routes,
            "/categories/{slug}/feed",
            (feeds, at, rss, stop) => feeds.OfCategory(at.Slug, rss, stop)
        );
        MapComments(routes, "/comments/feed", (feeds, _, rss, stop) => feeds.OfSite(rss, stop));
        MapComments(
            routes,
            "/@{handle}/{slug}/feed",
            (feeds, at, rss, stop) => feeds.OfPost(at.Handle, at.Slug, rss, stop)
        );
    }

    private delegate Task<Feed?> Question<in T>(
        T feeds,
        Place at,
        bool rss,
        CancellationToken stop
    );

    private static void Map(IEndpointRouteBuilder routes, string path, Question<PostFeeds> ask) =>
        MapBoth(routes, path, ask);

    private static void MapComments(
        IEndpointRouteBuilder routes,
        string path,
        Question<CommentFeeds> ask
    ) => MapBoth(routes, path, ask);

    // Short-circuited: nobody is signed in here, so that what only some may read cannot slip in.
    private static void MapBoth<T>(IEndpointRouteBuilder routes, string path, Question<T> ask)
        where T : notnull
    {
        foreach (var rss in new[] { false, true })
        {
            routes
                .MapMethods(
                    rss ? path + ".rss" : path,
                    [HttpMethods.Get, HttpMethods.Head],
                    http => Answer(http, ask, rss)
                )
                .ShortCircuit();
        }
    }

    private static async Task Answer<T>(HttpContext http, Question<T> ask, bool rss)
        where T : notnull
    {
        if (!http.RequestServices.GetRequiredService<ReadingLimit>().Allows(http))
        {
            return;
        }

        var feeds = http.RequestServices.GetRequiredService<T>();
        var feed = await ask(feeds, new Place(http), rss, http.RequestAborted);
        await FeedAnswer.Of(http, feed, rss).ExecuteAsync(http);
    }

    /// <summary>The parts of the address.</summary>
    private sealed record Place(HttpContext Http)
    {
        public string Handle => Value("handle");

        public string Slug => Value("slug");

        public int Number =>
            int.TryParse(Value("number"), Hosting.Say.Culture, out var number) ? number : 0;

        private string Value(string name) => Http.GetRouteValue(name)?.ToString() ?? "";
    }
}
