namespace CpdCourse.Web.Features.Comments;

internal static class CommentsFeature
{
    public static void AddComments(this IServiceCollection services) { }

    public static void MapComments(this IEndpointRouteBuilder routes) { }
}
