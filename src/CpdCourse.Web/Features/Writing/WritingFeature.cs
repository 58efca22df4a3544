namespace CpdCourse.Web.Features.Writing;

internal static class WritingFeature
{
    public static void AddWriting(this IServiceCollection services)
    {
        services.AddScoped<PreparePost>();
        services.AddScoped<PublishPost>();
    }
}
