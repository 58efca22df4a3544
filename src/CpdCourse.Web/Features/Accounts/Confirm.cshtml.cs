using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Accounts;

internal enum ConfirmView
{
    OldLink = 0,
    Ask = 1,
    Already = 2,
    Wait = 3,
}

/// <summary>
/// The page of the mailed link. Opening it changes nothing (mail programs open links by themselves); its button does. Outside the browser that joined it asks for the
/// password as well: else somebody could join with another person's address and wait until its owner confirms an account whose password the stranger knows.
/// </summary>
[EnableRateLimiting(ServerHosting.SignInLimit)]
internal sealed class ConfirmPage(
    CourseDb db,
    MailedLinks links,
    ConfirmAddress confirm,
    PasswordDoor door,
    SignInManager<Account> signIn
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "link")]
    public string? Link { get; set; }

    [BindProperty]
    public ConfirmInput Input { get; set; } = new();

    public ConfirmView Shows { get; private set; }

    public string Name { get; private set; } = "";

    public string Address { get; private set; } = "";

    public bool OwnedAlready { get; private set; }

    public bool IsThisBrowser { get; private set; }

    public string? Said { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery] string? said, CancellationToken stop)
    {
        Said = said;
        var account = await Find(stop);
        return Shows is ConfirmView.OldLink && Link is null && account is null
                ? LocalRedirect("/sign-in?then=%2Fconfirm")
            : Shows is ConfirmView.OldLink
                ? new PageResult { StatusCode = StatusCodes.Status410Gone }
            : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var account = await Find(stop);
        if (account is null || Shows is not ConfirmView.Ask)
        {
            return LocalRedirect("/confirm");
        }

        if (!IsThisBrowser && !await door.Opens(account, Input.Password, stop))
        {
            return this.Refused(Refusals.WrongPassword with { Field = "Password" });
        }

        if (await confirm.Confirm(account, stop))
        {
            await signIn.SignInAsync(account, isPersistent: false);
            return LocalRedirect("/me?said=confirmed");
        }

        if (await db.Users.OwnerOf(account.Email, stop) is not { } owner)
        {
            // Neither confirmed nor anybody's: it was changed in the meantime.
            return this.Refused(Refusals.ChangedMeanwhile);
        }

        await confirm.BringInto(owner, account, stop);
        await signIn.SignOutAsync();
        return LocalRedirect("/sign-in?said=brought&then=%2Fdrafts");
    }

    public async Task<IActionResult> OnPostAgainAsync(
        [FromServices] TimeProvider clock,
        CancellationToken stop
    )
    {
        Link = null;
        if (await Find(stop) is not { } account || Shows is not ConfirmView.Wait)
        {
            return LocalRedirect("/confirm");
        }

        db.Later<SendJoinLetter>(new JoinWish(account.Id), clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        return LocalRedirect("/confirm?said=sent");
    }

    /// <summary>The account that the link is about; without a link, the one that is signed in.</summary>
    private async Task<Account?> Find(CancellationToken stop)
    {
        var mine = await signIn.UserManager.GetUserAsync(User);
        if (Link is null)
        {
            Shows = mine switch
            {
                null => ConfirmView.OldLink,
                { EmailConfirmed: true } => ConfirmView.Already,
                _ => ConfirmView.Wait,
            };
            Address = mine?.Email ?? "";
            return mine;
        }

        if (await links.Read(Errand.Confirm, Link, stop) is not ({ } account, { } address))
        {
            Shows = mine is { EmailConfirmed: true } ? ConfirmView.Already : ConfirmView.OldLink;
            return null;
        }

        Shows = account.EmailConfirmed ? ConfirmView.Already : ConfirmView.Ask;
        Name = await NameOf(account, stop);
        Address = address;
        IsThisBrowser = mine?.Id == account.Id;
        OwnedAlready =
            Shows is ConfirmView.Ask
            && await db.Users.AsNoTracking().OwnerOf(address, stop) is not null;
        return account;
    }

    private Task<string> NameOf(Account account, CancellationToken stop) =>
        db
            .Personas.Where(p =>
                db.PersonaOwners.Any(o => o.Account == account.Id && o.Persona == p.Id)
            )
            .Select(p => p.Name)
            .FirstAsync(stop);
}

internal sealed class ConfirmInput
{
    public string? Password { get; set; }
}
