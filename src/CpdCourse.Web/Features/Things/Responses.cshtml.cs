using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Things;

/// <summary>All responses to one Thing.</summary>
internal sealed class ResponsesPage(GlanceCache glance, ResponseList responses, TimeProvider clock)
    : PageModel
{
    public Glance Course { get; private set; } = null!;

    public ThingGlance Thing { get; private set; } = null!;

    public Filters Filters { get; private set; } = null!;

    public PostPageOf List { get; private set; } = null!;

    public bool UnknownFilter { get; private set; }

    public async Task<IActionResult> OnGetAsync(
        int number,
        string? filter,
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
        UnknownFilter = !ResponseList.IsKnown(filter);
        filter = UnknownFilter ? null : filter;
        Filters = new Filters(
            $"{Addresses.Thing(number)}/responses",
            filter,
            await responses.Count(thing.Id, stop)
        );
        List = await responses.Page(thing.Id, filter, before, null, stop);
        return Page();
    }
}
