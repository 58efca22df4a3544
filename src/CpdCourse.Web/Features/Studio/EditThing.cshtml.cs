using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Markup;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Studio;

[Authorize(Policy = Policies.Organiser)]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class EditThingPage(
    CourseDb db,
    ReviseThing revise,
    Renderer renderer,
    GlanceCache glance,
    TimeProvider clock
) : PageModel
{
    [BindProperty]
    public ThingInput Input { get; set; } = new();

    public int Number { get; private set; }

    public string SavedTitle { get; private set; } = "";

    public ThingForm Form { get; private set; } = null!;

    public string? Notice { get; private set; }

    public bool CanOpen { get; private set; }

    /// <summary>When it opened or will, in words.</summary>
    public string Opening { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(int number, string? done, CancellationToken stop)
    {
        if (await Load(number, stop) is not { } thing)
        {
            return NotFound();
        }

        Input = ThingInput.Of(thing);
        Notice = done switch
        {
            "saved" => "Saved.",
            "added" => "Added.",
            "opened" => "Published.",
            _ => null,
        };
        return await Show(thing, stop);
    }

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken stop)
    {
        if (await Load(number, stop) is not { } thing)
        {
            return NotFound();
        }

        var outcome = Input.Says(thing) ? Outcome.Done : await revise.With(thing, Input, stop);
        return outcome.Refusal is { } refusal
            ? await Again(number, refusal, stop)
            : LocalRedirect($"/studio/things/{number}?done=saved");
    }

    public async Task<IActionResult> OnPostPreviewAsync(int number, CancellationToken stop)
    {
        if (await Load(number, stop) is not { } thing)
        {
            return NotFound();
        }

        await Show(thing, stop);
        var (preview, refusal) = await renderer.Preview(Input, number, stop);
        Form = Form with { Preview = preview };
        return refusal is null ? Page() : this.Refused(refusal);
    }

    public async Task<IActionResult> OnPostOpenAsync(
        int number,
        [FromServices] OpenThing open,
        CancellationToken stop
    ) =>
        await open.Now(number, stop)
            ? LocalRedirect($"/studio/things/{number}?done=opened")
            : NotFound();

    private async Task<IActionResult> Again(int number, Refusal refusal, CancellationToken stop)
    {
        // What was tried and not saved must not be taken for what is saved.
        db.ChangeTracker.Clear();
        var thing =
            await Load(number, stop) ?? throw new InvalidOperationException("The Thing is gone.");
        var saved = refusal == Refusals.ChangedMeanwhile ? GoOnFrom(thing) : [];
        await Show(thing, stop);
        Form = Form with { Saved = saved };
        return this.Refused(refusal);
    }

    // Having seen the other text, the next save is meant.
    private IReadOnlyList<SavedField> GoOnFrom(Thing thing)
    {
        var theirs = ThingInput.Of(thing);
        Input.Version = theirs.Version;
        ModelState.Remove("Input.Version");
        return Input.Differences(theirs);
    }

    private Task<Thing?> Load(int number, CancellationToken stop) =>
        db.Things.Editable().SingleOrDefaultAsync(t => t.Number == number, stop);

    private async Task<PageResult> Show(Thing thing, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var course = await glance.Get(stop);
        var run = course.Run;
        var opening = run?.Opening(thing.Id);
        Number = thing.Number;
        SavedTitle = thing.Title;
        CanOpen = run is not null && (opening is null || opening.OpensAt > now);
        Opening =
            run is null ? "Open: there is no timetable yet, so every Thing can be read."
            : opening is null
                ? "Not in the timetable: readers see its title, and cannot read it yet."
            : opening.OpensAt > now
                ? $"Opens on {Timetables.Moment(opening.OpensAt, run, now)} ({run.Zone.Id})."
            : $"Open since {Timetables.Moment(opening.OpensAt, run, now)} ({run.Zone.Id}).";
        Form = new ThingForm(Input, $"/studio/things/{Number}", "Save");
        return Page();
    }
}

internal static class Previews
{
    /// <summary>Renders what was typed as it would be shown, or says why that is not possible.</summary>
    public static async Task<(ThingPreview? Preview, Refusal? Refusal)> Preview(
        this Renderer renderer,
        ThingInput input,
        int number,
        CancellationToken stop
    )
    {
        if (input.Problem() is { } problem)
        {
            return (null, problem);
        }

        try
        {
            var rendered = await renderer.Post(input.IntroductionText, number, stop);
            return (new ThingPreview(rendered.Html, input.PromptLines), null);
        }
        catch (TooDeepException tooDeep)
        {
            return (null, Refusals.TooDeep(tooDeep.Message) with { Field = "Introduction" });
        }
    }
}
