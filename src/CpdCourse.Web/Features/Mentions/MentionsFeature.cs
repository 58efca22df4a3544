namespace CpdCourse.Web.Features.Mentions;

internal static class MentionsFeature
{
    public static void AddMentions(this IServiceCollection services) { }

    public static void MapMentions(this IEndpointRouteBuilder routes) { }
}
