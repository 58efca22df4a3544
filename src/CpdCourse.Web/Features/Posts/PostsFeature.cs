namespace CpdCourse.Web.Features.Posts;

internal static class PostsFeature
{
    public static void AddPosts(this IServiceCollection services)
    {
        services.AddScoped<ReadPost>();
        services.AddScoped<AroundPost>();
    }
}
