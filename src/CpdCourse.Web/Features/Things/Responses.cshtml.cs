using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Things;

/// <summary>All responses to one Thing.</summary>
internal sealed class ResponsesPage(
    GlanceCache glance,
    FindWhich find,
    ResponseList responses,
    TimeProvider clock
) : PageModel
{
    public Glance Course { get; private set; } = null!;

    public ThingGlance Thing { get; private set; } = null!;

    public Filters Filters { get; private set; } = null!;

    public PostPageOf List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        int number,
        Wanted wanted,
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
        var which = await find.Of(wanted with { Thing = null }, stop) with { Thing = thing };
        Filters = new Filters(
            Addresses.ResponsesTo(number),
            which,
            await responses.Count(which, stop)
        );
        List = await responses.Page(which, before, null, stop);
        return Page();
    }
}
