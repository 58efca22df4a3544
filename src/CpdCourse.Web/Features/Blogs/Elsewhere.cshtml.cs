using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>For those who write on a blog of their own: one address, and it is looked at.</summary>
[Authorize(Policy = Policies.Participant)]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class ElsewherePage(
    GlanceCache glance,
    AskVisit ask,
    CurrentPersona me,
    TimeProvider clock
) : PageModel
{
    [BindProperty]
    public ElsewhereInput Input { get; set; } = new();

    public ThingGlance Thing { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        int number,
        [FromQuery] string? address,
        CancellationToken stop
    )
    {
        Input.Address = address;
        return await Find(number, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken stop)
    {
        if (!await Find(number, stop))
        {
            return NotFound();
        }

        if (!me.IsConfirmed)
        {
            return this.Refused(Refusals.ConfirmFirst);
        }

        var (visit, outcome) = await ask.About(Input.Address, Thing.Id, me.Id, stop);
        return visit is null
            ? this.Refused(outcome.Refusal!)
            : LocalRedirect(Addresses.Visit(visit.Id.Value));
    }

    private async Task<bool> Find(int number, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        if (course.Thing(number) is not { } thing || !course.IsOpen(thing, clock.GetUtcNow()))
        {
            return false;
        }

        Thing = thing;
        return true;
    }
}

internal sealed class ElsewhereInput
{
    public string? Address { get; set; }
}
