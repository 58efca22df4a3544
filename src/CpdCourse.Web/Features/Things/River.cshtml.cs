using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Things;

/// <summary>All posts of the course, newest arrival first.</summary>
internal sealed class RiverPage(
    GlanceCache glance,
    FindWhich find,
    ResponseList responses,
    TimeProvider clock
) : PageModel
{
    public Glance Course { get; private set; } = null!;

    public Filters Filters { get; private set; } = null!;

    public PostPageOf List { get; private set; } = null!;

    /// <summary>The Things one can choose from.</summary>
    public IReadOnlyList<ThingGlance> Things { get; private set; } = [];

    /// <summary>The categories one can choose from: those of the Things, and the one that was asked for.</summary>
    public IReadOnlyList<CategoryName> Categories { get; private set; } = [];

    public ThingGlance? Newest { get; private set; }

    public Which Which => Filters.Which;

    public async Task OnGetAsync(Wanted wanted, string? before, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        Course = await glance.Get(stop);
        Newest = Course.Newest(now);
        Things = [.. Course.Things.Where(t => Course.IsOpen(t, now))];
        var which = await find.Of(wanted, stop);
        Categories =
        [
            .. Course
                .Things.SelectMany(t => t.Categories)
                .Concat(which.Category is { } asked ? [asked] : [])
                .DistinctBy(c => c.Slug)
                .OrderBy(c => c.Name, StringComparer.Ordinal),
        ];
        Filters = new Filters(Addresses.Responses, which, await responses.Count(which, stop));
        List = await responses.Page(which, before, null, stop);
    }
}
