using CpdCourse.Web.Jobs;

namespace CpdCourse.Web.Features.Writing;

internal static class WritingFeature
{
    public static void AddWriting(this IServiceCollection services)
    {
        services.AddScoped<EditorRoom>();
        services.AddScoped<Foresight>();
        services.AddScoped<SaveDraft>();
        services.AddScoped<PreparePost>();
        services.AddScoped<PublishPost>();
        services.AddScoped<TakeBack>();
        services.Every<RenderOldTexts>(TimeSpan.FromMinutes(10), isSlow: true);
    }

    public static void MapWriting(this IEndpointRouteBuilder routes) => TakeBack.Map(routes);
}
