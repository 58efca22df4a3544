using System.Globalization;
using CpdCourse.Linking.Feeds;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;

namespace CpdCourse.Web.Features.Feeds;

internal static class FeedsFeature
{
    public static void AddFeeds(this IServiceCollection services)
    {
        services.AddSingleton<FeedIds>();
        services.AddHostedService<SettleFeedIds>();
        services.AddSingleton<FeedAnswer>();
        services.AddScoped<PostEntries>();
        services.AddScoped<PostFeeds>();
        services.AddScoped<CommentFeeds>();
        services.AddScoped<AnswerFeed>();
        services.AddScoped<SearchFeed>();
        services.AddScoped<BlogList>();
        services.AddScoped<ChangedFeeds>();
        services.Later<HubTopic, TellHub>(isSlow: true);
        services.AddHubReactions();
    }

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        Map<PostFeeds>(routes, "/feed", (feeds, _, stop) => feeds.OfSite(stop));
        Map<PostFeeds>(
            routes,
            "/things/{number:int}/feed",
            (feeds, at, stop) => feeds.OfThing(at.Number("number"), stop)
        );
        Map<AnswerFeed>(
            routes,
            "/things/{number:int}/questions/{prompt:int}/feed",
            (feeds, at, stop) => feeds.Of(at.Number("number"), at.Number("prompt"), stop)
        );
        Map<PostFeeds>(
            routes,
            "/@{handle}/feed",
            (feeds, at, stop) => feeds.OfPersona(at.Word("handle"), stop)
        );
        Map<PostFeeds>(
            routes,
            "/categories/{slug}/feed",
            (feeds, at, stop) => feeds.OfCategory(at.Word("slug"), stop)
        );
        Map<SearchFeed>(routes, "/search/feed", (feeds, at, stop) => feeds.Of(at.Asked, stop));
        Map<CommentFeeds>(routes, "/comments/feed", (feeds, _, stop) => feeds.OfSite(stop));
        Map<CommentFeeds>(
            routes,
            "/@{handle}/{slug}/feed",
            (feeds, at, stop) => feeds.OfPost(at.Word("handle"), at.Word("slug"), stop)
        );
        Get(
            routes,
            "/blogs.opml",
            async http =>
                FeedAnswer.Of(
                    http,
                    await http
                        .RequestServices.GetRequiredService<BlogList>()
                        .Of(http.RequestAborted)
                )
        );
    }

    private delegate Task<Feed?> Question<in T>(T feeds, Place at, CancellationToken stop);

    private static void Map<T>(IEndpointRouteBuilder routes, string path, Question<T> ask)
        where T : notnull
    {
        foreach (var format in FeedFormat.All)
        {
            Get(
                routes,
                path + format.Ending,
                async http =>
                {
                    var services = http.RequestServices;
                    var feeds = services.GetRequiredService<T>();
                    var feed = await ask(feeds, new Place(http), http.RequestAborted);
                    return services.GetRequiredService<FeedAnswer>().Of(http, feed, format);
                }
            );
        }
    }

    // Short-circuited: nobody is signed in here, so that what only some may read cannot slip in.
    private static void Get(
        IEndpointRouteBuilder routes,
        string path,
        Func<HttpContext, Task<IResult>> answer
    ) =>
        routes
            .MapMethods(
                path,
                [HttpMethods.Get, HttpMethods.Head],
                async (HttpContext http) =>
                {
                    if (http.RequestServices.GetRequiredService<ReadingLimit>().Allows(http))
                    {
                        await (await answer(http)).ExecuteAsync(http);
                    }
                }
            )
            .ShortCircuit();

    /// <summary>The parts of the address.</summary>
    private sealed record Place(HttpContext Http)
    {
        public string Asked => Http.Request.Query["q"].ToString();

        public string Word(string name) => Http.GetRouteValue(name)?.ToString() ?? "";

        public int Number(string name) =>
            int.TryParse(Word(name), NumberStyles.None, Say.Culture, out var number) ? number : 0;
    }
}
