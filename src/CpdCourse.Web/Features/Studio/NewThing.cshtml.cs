using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Studio;

[Authorize(Policy = Policies.Organiser)]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class NewThingPage(CourseDb db, ReviseThing revise, Renderer renderer) : PageModel
{
    [BindProperty]
    public ThingInput Input { get; set; } = new();

    /// <summary>The number offered when the form was opened: the same form sent twice adds one Thing.</summary>
    [BindProperty]
    public int Number { get; set; }

    public ThingForm Form { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Number = await Next(stop);
        Input.Minutes = "60";
        Show();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var there = await db.Things.Editable().SingleOrDefaultAsync(t => t.Number == Number, stop);
        if (there is not null && Input.Says(there))
        {
            return LocalRedirect($"/studio/things/{Number}?done=added");
        }

        var outcome = await Add(stop);
        if (outcome.IsDone)
        {
            return LocalRedirect($"/studio/things/{Number}?done=added");
        }

        db.ChangeTracker.Clear();
        Number = await Next(stop);
        ModelState.Remove(nameof(Number));
        Show();
        return this.Refused(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken stop)
    {
        var (preview, refusal) = await renderer.Preview(Input, Number, stop);
        Show();
        Form = Form with { Preview = preview };
        return refusal is null ? Page() : this.Refused(refusal);
    }

    private async Task<Outcome> Add(CancellationToken stop)
    {
        if (Number != await Next(stop))
        {
            return Refusals.ChangedMeanwhile;
        }

        var course = await db.Courses.SingleAsync(stop);
        var thing = course.AddThing(Number);
        db.Things.Add(thing);
        Input.Version = thing.Version;
        return await revise.With(thing, Input, stop);
    }

    private async Task<int> Next(CancellationToken stop) =>
        (await db.Things.MaxAsync(t => (int?)t.Number, stop) ?? 0) + 1;

    private void Show() =>
        Form = new ThingForm(Input, "/studio/things/new", "Add this Thing") { NewNumber = Number };
}
