using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>Three fields, and one can write. A known address gets the same answer; the letter tells its owner.</summary>
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class JoinPage(
    CourseDb db,
    OpenAccount open,
    SignInManager<Account> signIn,
    GlanceCache glance,
    TimeProvider clock
) : PageModel
{
    [BindProperty]
    public JoinInput Input { get; set; } = new();

    /// <summary>Where they were going.</summary>
    [BindProperty(SupportsGet = true, Name = "then")]
    public string? Then { get; set; }

    public string Today { get; private set; } = "";

    public string SignInAddress => this.WithThen("/sign-in", Then);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        await Describe(stop);
        return User.Identity?.IsAuthenticated == true
            ? LocalRedirect(this.LocalOr(Then, "/me"))
            : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await Describe(stop);
        var course = await glance.Get(stop);
        var name = Text.Line(Input.Name);
        var mail = AccountRows.Address(Input.Mail);
        foreach (var problem in Problems(name, mail, course.Title))
        {
            ModelState.Add(problem);
        }

        if (!ModelState.IsValid)
        {
            return this.Incomplete();
        }

        var wish = new NewAccount(name, mail!, Input.Password!, course.Run?.Id);
        var (account, result) = await open.Open(wish, stop);
        if (account is null)
        {
            ModelState.AddModelError("", result.Errors.First().Description);
            return this.Incomplete();
        }

        db.Later<SendJoinLetter>(new JoinWish(account.Id), clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        await signIn.SignInAsync(account, isPersistent: false);
        return LocalRedirect(this.WithThen("/welcome", Then));
    }

    private IEnumerable<Refusal> Problems(string name, string? mail, string course)
    {
        if (!Persona.IsName(name))
        {
            yield return Refusals.PersonaName;
        }

        if (mail is null)
        {
            yield return Refusals.MailNeeded;
        }

        if (Passwords.Problem(Input.Password, name, Input.Mail ?? "", course) is { } problem)
        {
            yield return problem;
        }
    }

    private async Task Describe(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var run = (await glance.Get(stop)).Run;
        var day = run is null ? DateOnly.FromDateTime(now.UtcDateTime) : run.Today(now);
        Today =
            $"You join on {Say.Day(day, day)}"
            + (
                run?.WeekAt(now) is { } week
                    ? $", in week {week.Number} of {run.Weeks.Count}. Any week is a good one to begin in."
                : run is not null && run.StartsOn > day
                    ? $". The course begins on {Say.Day(run.StartsOn, day)}."
                : ". Take the Things at your own pace."
            );
    }
}

internal sealed class JoinInput
{
    public string? Name { get; set; }

    public string? Mail { get; set; }

    public string? Password { get; set; }
}
