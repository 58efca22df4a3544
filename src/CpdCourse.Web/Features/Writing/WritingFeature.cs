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
    }

    public static void MapWriting(this IEndpointRouteBuilder routes) => TakeBack.Map(routes);
}
