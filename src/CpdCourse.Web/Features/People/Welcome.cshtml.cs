using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.People;

/// <summary>After joining: words about oneself, if any, and one real question, answered by the button one presses.</summary>
[Authorize(Policy = Policies.Participant)]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class WelcomePage(
    CourseDb db,
    CurrentPersona me,
    GlanceCache glance,
    TimeProvider clock
) : PageModel
{
    [BindProperty]
    public WelcomeInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "then")]
    public string? Then { get; set; }

    public IReadOnlyList<WayIn> Ways { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        await FindWays(stop);
        if (await Mine(stop) is not { } persona)
        {
            return Challenge();
        }

        Input = new WelcomeInput
        {
            Words = persona.Words,
            Place = persona.Place,
            Sector = persona.Sector,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? way, CancellationToken stop)
    {
        await FindWays(stop);
        var chosen = Ways.FirstOrDefault(w => w.Name == way) ?? Ways[0];

        // Sent twice at once, the form enrols once: the second sees what the first did.
        return await db.Insist(() => Save(chosen.Pace, stop)) is not { } outcome ? Challenge()
            : outcome.Refusal is { } refusal ? this.Refused(refusal)
            : LocalRedirect(chosen.Address);
    }

    /// <summary>Null when there is nobody to describe.</summary>
    private async Task<Outcome?> Save(Pace? pace, CancellationToken stop)
    {
        if (await Mine(stop) is not { } persona)
        {
            return null;
        }

        var outcome = persona.Describe(
            new PersonaDetails(
                persona.Name,
                Input.Words ?? "",
                Input.Place ?? "",
                Input.Sector ?? "",
                persona.Listed,
                persona.ShowsStrip
            )
        );
        if (outcome.IsDone)
        {
            await Choose(pace, stop);
            await db.SaveChangesAsync(stop);
        }

        return outcome;
    }

    private Task<Persona?> Mine(CancellationToken stop) =>
        db.Personas.SingleOrDefaultAsync(p => p.Id == me.Id, stop);

    private async Task FindWays(CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var newest = course.Newest(clock.GetUtcNow());
        var everyone = newest is null
            ? new WayIn(
                "everyone",
                "Go to the Things",
                "With everyone, from the first week on.",
                "/things",
                Pace.WithEveryone
            )
            : new WayIn(
                "everyone",
                $"Go to Thing {newest.Number}",
                $"With everyone: “{newest.Title}” is the newest.",
                Addresses.Thing(newest.Number),
                Pace.WithEveryone
            );
        var first = course.Things.Count > 0 ? course.Things[0].Number : 1;
        var ways = new List<WayIn>
        {
            everyone,
            new(
                "start",
                $"From Thing {first}",
                "From the beginning, at your own pace.",
                Addresses.Thing(first),
                Pace.FromTheStart
            ),
            new(
                "choose",
                $"See all {course.Things.Count}",
                "Pick and choose.",
                "/things",
                Pace.PickAndChoose
            ),
        };
        if (Url.IsLocalUrl(Then))
        {
            ways.Insert(
                0,
                new("then", "Go on", "Back to where you were when you joined.", Then!, null)
            );
        }

        Ways = ways;
    }

    private async Task Choose(Pace? pace, CancellationToken stop)
    {
        if (pace is not { } chosen || (await glance.Get(stop)).Run is not { } run)
        {
            return;
        }

        var participant = await db.Participants.SingleOrDefaultAsync(
            p => p.Account == me.Account && p.Run == run.Id,
            stop
        );
        if (participant is null)
        {
            // Joined before there was a run, or for an earlier one.
            participant = new Participant(me.Account, run.Id, Role.Participant, clock.GetUtcNow());
            db.Participants.Add(participant);
        }

        participant.Choose(chosen);
    }
}

internal sealed class WelcomeInput
{
    public string? Words { get; set; }

    public string? Place { get; set; }

    public string? Sector { get; set; }
}

/// <summary>One way to begin: a button and where it leads.</summary>
internal sealed record WayIn(string Name, string Button, string Words, string Address, Pace? Pace);
