using CpdCourse.Data;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.People;

internal static class PeopleFeature
{
    public static void AddPeople(this IServiceCollection services) =>
        services.AddScoped<PersonaPosts>();

    /// <summary>
    /// Leads from a former handle to the new one, for the page and everything below it: posts, comments, feeds, trackbacks. Asked only once nothing was found.
    /// </summary>
    public static void UseFormerHandles(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                await next(context);
                if (
                    context.Response.StatusCode == StatusCodes.Status404NotFound
                    && !context.Response.HasStarted
                    && HandleIn(context.Request.Path) is { } handle
                    && await Now(context, handle) is { } now
                )
                {
                    var rest = context.Request.Path.Value![(handle.Length + 2)..];
                    context.Response.Redirect(
                        UriHelper.BuildRelative(
                            context.Request.PathBase,
                            $"/@{now}{rest}",
                            context.Request.QueryString
                        ),
                        permanent: true,
                        preserveMethod: true
                    );
                }
            }
        );

    private static string? HandleIn(PathString path)
    {
        var text = path.Value ?? "";
        if (!text.StartsWith("/@", StringComparison.Ordinal))
        {
            return null;
        }

        var end = text.IndexOf('/', 2);
        return end < 0 ? text[2..] : text[2..end];
    }

    private static async Task<string?> Now(HttpContext context, string handle)
    {
        var db = context.RequestServices.GetRequiredService<CourseDb>();
        return await (
            from former in db.FormerHandles
            join persona in db.Personas on former.Persona equals persona.Id
            where former.Handle == handle && persona.Handle != handle
            select persona.Handle
        ).SingleOrDefaultAsync(context.RequestAborted);
    }
}
