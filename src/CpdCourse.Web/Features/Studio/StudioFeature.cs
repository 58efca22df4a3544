namespace CpdCourse.Web.Features.Studio;

internal static class StudioFeature
{
    public static void AddStudio(this IServiceCollection services) { }
}
