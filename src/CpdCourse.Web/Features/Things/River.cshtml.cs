using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Things;

/// <summary>All posts of the course, newest arrival first.</summary>
internal sealed class RiverPage(GlanceCache glance, ResponseList responses, TimeProvider clock)
    : PageModel
{
    public Filters Filters { get; private set; } = null!;

    public PostPageOf List { get; private set; } = null!;

    public bool UnknownFilter { get; private set; }

    public ThingGlance? Newest { get; private set; }

    public async Task OnGetAsync(string? filter, string? before, CancellationToken stop)
    {
        UnknownFilter = !ResponseList.IsKnown(filter);
        filter = UnknownFilter ? null : filter;
        Newest = (await glance.Get(stop)).Newest(clock.GetUtcNow());
        Filters = new Filters("/responses", filter, await responses.Count(null, stop));
        List = await responses.Page(null, filter, before, null, stop);
    }
}
