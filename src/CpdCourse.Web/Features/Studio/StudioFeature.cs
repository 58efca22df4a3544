namespace CpdCourse.Web.Features.Studio;

internal static class StudioFeature
{
    public static void AddStudio(this IServiceCollection services)
    {
        services.AddScoped<Figures>();
        services.AddScoped<Queue>();
        services.AddScoped<Decide>();
        services.AddScoped<BinSite>();
        services.AddScoped<Trusting>();
        services.AddSingleton<UndoSlips>();
        services.AddScoped<ReviseThing>();
        services.AddScoped<OpenThing>();
    }
}
