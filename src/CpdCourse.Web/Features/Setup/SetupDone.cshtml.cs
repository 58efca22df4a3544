using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Setup;

/// <summary>After setting up a run that began in the past: what is open already.</summary>
[Authorize(Policy = Policies.Organiser)]
internal sealed class SetupDonePage(GlanceCache glance, SiteSettings site, TimeProvider clock)
    : PageModel
{
    public string OpenNow { get; private set; } = "";

    public string OpensNext { get; private set; } = "";

    public Uri JoinAddress => site.Absolute("/join");

    public async Task OnGetAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var course = await glance.Get(stop);
        var open = course.Things.Where(t => course.IsOpen(t, now)).ToList();
        OpenNow = open.Count switch
        {
            0 => "Nothing is open yet.",
            1 => $"Thing {open[0].Number} is open now.",
            _ => $"Things {open[0].Number} to {open[^1].Number} are open now.",
        };
        if (course.Run is { } run && course.Next(now) is { } next)
        {
            OpensNext = $"Thing {next.Number} opens on {Say.Full(run.OpensAt(next.Id), run.Zone)}.";
        }
    }
}
