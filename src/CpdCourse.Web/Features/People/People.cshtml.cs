using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.People;

internal sealed class PeoplePage(
    CourseDb db,
    CurrentPersona me,
    LimitsSettings limits,
    TimeProvider clock
) : PageModel
{
    private const int Longest = 100;

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public string Wanted => Text.Line(Find) is { Length: <= Longest } text ? text : "";

    public bool IsTooLong => Text.Line(Find).Length > Longest;

    public IReadOnlyList<PersonRow> People { get; private set; } = [];

    public string? Next { get; private set; }

    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public async Task OnGetAsync(CancellationToken stop)
    {
        if (IsTooLong)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        (People, Next) = await db
            .Personas.Listed()
            .With(Wanted)
            .ByName(db, me.IsSignedIn, After, limits.PageSize, stop);
    }

    public string At(string? after) =>
        "/people"
        + QueryString.Create(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["find"] = Wanted.Length > 0 ? Wanted : null,
                ["after"] = after,
            }.Where(pair => pair.Value is not null)
        );
}
