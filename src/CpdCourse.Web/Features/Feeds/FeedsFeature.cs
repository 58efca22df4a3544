namespace CpdCourse.Web.Features.Feeds;

internal static class FeedsFeature
{
    public static void AddFeeds(this IServiceCollection services) { }

    public static void MapFeeds(this IEndpointRouteBuilder routes) { }
}
