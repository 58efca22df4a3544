using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.People;

/// <summary>The details of the persona that one writes as.</summary>
[Authorize(Policy = Policies.Participant)]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class ProfilePage(CourseDb db, CurrentPersona me, SignInManager<Account> signIn)
    : PageModel
{
    [BindProperty]
    public ProfileInput Input { get; set; } = new();

    public bool IsSaved { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery] string? said, CancellationToken stop)
    {
        IsSaved = said == "saved";
        if (await Mine(stop) is not { } persona)
        {
            return Challenge();
        }

        Input = new ProfileInput
        {
            Name = persona.Name,
            Handle = persona.Handle,
            Words = persona.Words,
            Place = persona.Place,
            Sector = persona.Sector,
            Listed = persona.Listed,
            ShowsStrip = persona.ShowsStrip,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        // Somebody may take the handle between the look and the save.
        if (await db.Insist(() => Save(stop)) is not { } outcome)
        {
            return Challenge();
        }

        if (outcome.Refusal is { } refusal)
        {
            return this.Refused(refusal);
        }

        if (await signIn.UserManager.GetUserAsync(User) is { } account)
        {
            await signIn.RefreshSignInAsync(account);
        }

        return LocalRedirect("/me/profile?said=saved");
    }

    /// <summary>Null when there is nobody to describe.</summary>
    private async Task<Outcome?> Save(CancellationToken stop)
    {
        if (await Mine(stop) is not { } persona)
        {
            return null;
        }

        var outcome = persona.Describe(Input.Details(me.IsConfirmed && Input.Listed));
        outcome = outcome.IsDone ? await Rename(persona, stop) : outcome;
        if (outcome.IsDone)
        {
            await db.SaveChangesAsync(stop);
        }

        return outcome;
    }

    private Task<Persona?> Mine(CancellationToken stop) =>
        db.Personas.SingleOrDefaultAsync(p => p.Id == me.Id, stop);

    /// <summary>The former handle leads to the new one for ever; one's own former handle can be taken again.</summary>
    private async Task<Outcome> Rename(Persona persona, CancellationToken stop)
    {
        var typed = (Input.Handle ?? "").Trim().TrimStart('@').ToLowerInvariant();
        var handle = Persona.NormalHandle(typed);
        if (handle != typed)
        {
            return Refusals.HandleForm;
        }

        var former = persona.Handle;
        if (handle == former)
        {
            return Outcome.Done;
        }

        var reserved = await db.FormerHandles.SingleOrDefaultAsync(h => h.Handle == handle, stop);
        if (
            (reserved is not null && reserved.Persona != persona.Id)
            || await db.Personas.AnyAsync(p => p.Handle == handle, stop)
        )
        {
            return Refusals.HandleTaken;
        }

        if (reserved is not null)
        {
            db.FormerHandles.Remove(reserved);
        }
        else if (
            await db.FormerHandles.CountAsync(h => h.Persona == persona.Id, stop)
            >= Persona.FormerHandleLimit
        )
        {
            return Refusals.TooManyHandles;
        }

        db.FormerHandles.Add(new FormerHandle { Handle = former, Persona = persona.Id });
        persona.Rename(handle);
        return Outcome.Done;
    }
}

internal sealed class ProfileInput
{
    public string? Name { get; set; }

    public string? Handle { get; set; }

    public string? Words { get; set; }

    public string? Place { get; set; }

    public string? Sector { get; set; }

    public bool Listed { get; set; }

    public bool ShowsStrip { get; set; }

    public PersonaDetails Details(bool listed) =>
        new(Name ?? "", Words ?? "", Place ?? "", Sector ?? "", listed, ShowsStrip);
}
