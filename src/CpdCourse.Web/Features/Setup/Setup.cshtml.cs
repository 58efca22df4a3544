using System.Globalization;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Web.Features.Accounts;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Setup;

/// <summary>The page of the set-up link. Without the right link there is no such page; once the course is set up it says so to whoever comes, with any link or none.</summary>
[EnableRateLimiting(ServerHosting.SignInLimit)]
internal sealed class SetupPage(
    SetupLink link,
    SetUpCourse setUp,
    GlanceCache glance,
    TimeProvider clock
) : PageModel
{
    [BindProperty]
    public SetupInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "key")]
    public string? Key { get; set; }

    public int Things { get; private set; }

    public bool IsOver { get; private set; }

    public IReadOnlyList<SelectListItem> Zones { get; private set; } = [];

    /// <summary>After each third Thing but the last ones, where a week off would come too near the end.</summary>
    public static IReadOnlyList<int> CatchUpChoices { get; } = [3, 6, 9, 12, 15, 18, 21];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Fits(stop))
        {
            return await Closed(stop);
        }

        var zone = TimeZones.Usual();
        var today = DateOnly.FromDateTime(
            TimeZoneInfo
                .ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone))
                .DateTime
        );
        Input = new SetupInput
        {
            CourseTitle = (await glance.Get(stop)).Title,
            RunName = today.Year.ToString(CultureInfo.InvariantCulture),
            StartsOn = NextMonday(today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Zone = zone,
            OpensAt = "09:00",
            CatchUp = [6, 12, 18],
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        [FromServices] SignInManager<Account> signIn,
        CancellationToken stop
    )
    {
        if (!await Fits(stop))
        {
            return await Closed(stop);
        }

        if (Wish() is not { } wish)
        {
            return this.Incomplete();
        }

        var (organiser, refusal) = await setUp.With(wish, Key, stop);
        if (refusal is not null)
        {
            return this.Refused(refusal);
        }

        if (organiser is null)
        {
            return await Closed(stop);
        }

        await signIn.SignInAsync(organiser, isPersistent: false);
        return LocalRedirect(await setUp.OpenedAtOnce(stop) ? "/setup/done" : "/studio");
    }

    private async Task<bool> Fits(CancellationToken stop)
    {
        Things = (await glance.Get(stop)).Things.Count;
        Zones = TimeZones.Choices;
        return await link.Fits(Key, stop);
    }

    private async Task<IActionResult> Closed(CancellationToken stop)
    {
        if (!await link.IsDone(stop))
        {
            return NotFound();
        }

        IsOver = true;
        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    /// <summary>What was typed, as the course understands it; null when a sentence stands in ModelState instead.</summary>
    private SetupWish? Wish()
    {
        var name = Text.Line(Input.Name);
        var mail = AccountRows.Address(Input.Mail);
        var title = Text.Line(Input.CourseTitle);
        var run = Text.Line(Input.RunName);
        var isDay = TryRead(Input.StartsOn, out DateOnly day);
        var isHour = TryRead(Input.OpensAt, out TimeOnly hour);
        Check(name.Length is 0 or > Persona.NameLimit, Refusals.PersonaName);
        Check(mail is null, Refusals.MailNeeded);
        Check(Passwords.Problem(Input.Password, name, Input.Mail ?? "", title));
        Check(title.Length is 0 or > Course.TitleLimit, Refusals.CourseTitle);
        Check(run.Length is 0 or > Run.NameLimit, Refusals.RunName);
        Check(!isDay || day.Year is < 2000 or > 2200, Refusals.RunStart);
        Check(!TimeZones.Has(Input.Zone), Refusals.RunZone);
        Check(!isHour, Refusals.RunHour);
        return ModelState.IsValid
            ? new SetupWish(
                new NewAccount(name, mail!, Input.Password!, null, Role.Organiser)
                {
                    Confirmed = true,
                },
                title,
                new Timetable(run, day, Input.Zone!, hour),
                Input.CatchUp.Intersect(CatchUpChoices).ToHashSet()
            )
            : null;
    }

    private void Check(bool isWrong, Refusal refusal) => Check(isWrong ? refusal : null);

    private void Check(Refusal? refusal)
    {
        if (refusal is not null)
        {
            ModelState.Add(refusal);
        }
    }

    // As browsers send dates and times, whatever they show.
    private static bool TryRead(string? typed, out DateOnly day) =>
        DateOnly.TryParseExact(
            typed,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out day
        );

    private static bool TryRead(string? typed, out TimeOnly hour) =>
        TimeOnly.TryParseExact(
            typed,
            ["HH:mm", "HH:mm:ss"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out hour
        );

    private static DateOnly NextMonday(DateOnly today) =>
        today.AddDays((((int)DayOfWeek.Monday - (int)today.DayOfWeek + 6) % 7) + 1);
}

internal sealed class SetupInput
{
    public string? Name { get; set; }

    public string? Mail { get; set; }

    public string? Password { get; set; }

    public string? CourseTitle { get; set; }

    public string? RunName { get; set; }

    public string? StartsOn { get; set; }

    public string? Zone { get; set; }

    public string? OpensAt { get; set; }

    public int[] CatchUp { get; set; } = [];
}
