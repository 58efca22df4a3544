using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Things;

/// <summary>All responses to one Thing.</summary>
internal sealed class ResponsesPage(
    GlanceCache glance,
    FindFilter find,
    ResponseList responses,
    TimeProvider clock
) : PageModel
{
    public Glance Course { get; private set; } = null!;

    public ThingGlance Thing { get; private set; } = null!;

    public Filters Filters { get; private set; } = null!;

    public PageOf<PostRow> List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        int number,
        FilterWords words,
        string? before,
        CancellationToken stop
    )
    {
        Course = await glance.Get(stop);
        if (Course.Thing(number) is not { } thing || !Course.IsOpen(thing, clock.GetUtcNow()))
        {
            return NotFound();
        }

        Thing = thing;
        var filter = await find.Of(words with { Thing = null }, stop) with { Thing = thing };
        Filters = new Filters(
            Addresses.ResponsesTo(number),
            filter,
            await responses.Count(filter, stop)
        );
        List = await responses.Page(filter, before, null, stop);
        return Page();
    }
}
