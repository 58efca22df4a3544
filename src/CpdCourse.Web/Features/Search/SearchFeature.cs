namespace CpdCourse.Web.Features.Search;

internal static class SearchFeature
{
    public static void AddSearch(this IServiceCollection services) { }
}
