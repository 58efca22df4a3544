using CpdCourse.Data;

namespace CpdCourse.Web.Features.Site;

internal static class SiteFeature
{
    public static void MapSite(this IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/healthz",
            async (CourseDb db, CancellationToken stop) =>
                await db.Database.CanConnectAsync(stop)
                    ? Results.Text("ok")
                    : Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
        );
}
