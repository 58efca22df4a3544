using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Studio;

/// <summary>All Things with their dates, from the glance: no query of its own.</summary>
[Authorize(Policy = Policies.Organiser)]
internal sealed class ThingsPage(GlanceCache glance, TimeProvider clock) : PageModel
{
    public Glance Course { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public IReadOnlyList<TimetableRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Course = await glance.Get(stop);
        Rows = Timetables.ByNumber(Course, Now);
    }

    public string Opens(TimetableRow row) =>
        row.OpensAt is { } at && Course.Run is { } run ? Timetables.Moment(at, run, Now) : "–";
}
