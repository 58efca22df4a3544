using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Things;

/// <summary>All posts of the course, newest arrival first.</summary>
internal sealed class RiverPage(
    GlanceCache glance,
    FindFilter find,
    ResponseList responses,
    TimeProvider clock
) : PageModel
{
    public Glance Course { get; private set; } = null!;

    public Filters Filters { get; private set; } = null!;

    public PageOf<PostRow> List { get; private set; } = null!;

    /// <summary>The Things one can choose from.</summary>
    public IReadOnlyList<ThingGlance> Things { get; private set; } = [];

    /// <summary>The categories one can choose from: those of the Things, and the one that was asked for.</summary>
    public IReadOnlyList<CategoryName> Categories { get; private set; } = [];

    public ThingGlance? Newest { get; private set; }

    public ResponseFilter Chosen => Filters.Chosen;

    public async Task OnGetAsync(FilterWords words, string? before, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        Course = await glance.Get(stop);
        Newest = Course.Newest(now);
        Things = [.. Course.Things.Where(t => Course.IsOpen(t, now))];
        var filter = await find.Of(words, stop);
        Categories =
        [
            .. Course
                .Things.SelectMany(t => t.Categories)
                .Concat(filter.Category is { } asked ? [asked] : [])
                .DistinctBy(c => c.Slug)
                .OrderBy(c => c.Name, StringComparer.Ordinal),
        ];
        Filters = new Filters(Addresses.Responses, filter, await responses.Count(filter, stop));
        List = await responses.Page(filter, before, null, stop);
    }
}
