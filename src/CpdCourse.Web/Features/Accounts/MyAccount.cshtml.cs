using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>Password, address, other devices. Everything that could lock the owner out asks for the password, and is told by mail.</summary>
[Authorize(Policy = Policies.Participant)]
[EnableRateLimiting(ServerHosting.SignInLimit)]
internal sealed class MyAccountPage(
    CourseDb db,
    PasswordDoor door,
    SignInManager<Account> signIn,
    SecurityLog events,
    TimeProvider clock
) : PageModel
{
    [BindProperty]
    public ChangeInput Change { get; set; } = new();

    [BindProperty]
    public MoveInput Move { get; set; } = new();

    public string Address { get; private set; } = "";

    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery] string? said)
    {
        Notice = said switch
        {
            "password" => "Your password is changed. Other devices are signed out within a minute.",
            "address" => "Your address is changed.",
            "sent" => "Look into the mail of the new address: the link in it makes it yours.",
            "elsewhere" => "Other devices are signed out within a minute.",
            _ => null,
        };
        return await Find() is null ? Challenge() : Page();
    }

    public async Task<IActionResult> OnPostPasswordAsync(
        [FromServices] ChangePassword change,
        CancellationToken stop
    )
    {
        if (await Find() is not { } account)
        {
            return Challenge();
        }

        if (!await door.Opens(account, Change.CurrentPassword, stop))
        {
            return Refused(Refusals.WrongPassword, nameof(Change));
        }

        var outcome = await change.ByOwner(account, Change.Password, stop);
        if (outcome.Refusal is { } refusal)
        {
            return Refused(refusal, nameof(Change));
        }

        await signIn.RefreshSignInAsync(account);
        return LocalRedirect("/me/account?said=password");
    }

    public async Task<IActionResult> OnPostAddressAsync(
        [FromServices] TellOwner owner,
        CancellationToken stop
    )
    {
        if (await Find() is not { } account)
        {
            return Challenge();
        }

        if (AccountRows.Address(Move.Mail) is not { } address)
        {
            return Refused(Refusals.MailNeeded, nameof(Move));
        }

        if (!await door.Opens(account, Move.CurrentPassword, stop))
        {
            return Refused(Refusals.WrongPassword, nameof(Move));
        }

        var now = clock.GetUtcNow();
        if (account.EmailConfirmed)
        {
            await owner.AddressWillChange(account, stop);
            db.Later<SendMoveLetter>(MoveWish.Of(account, address), now);
            await db.SaveChangesAsync(stop);
            events.AddressChangeAsked(account.Id);
        }
        else if (!await IsMended(account, address, now))
        {
            return Refused(Refusals.ChangedMeanwhile, nameof(Move));
        }

        return LocalRedirect("/me/account?said=sent");
    }

    public async Task<IActionResult> OnPostEverywhereAsync()
    {
        if (await Find() is not { } account)
        {
            return Challenge();
        }

        if (!(await signIn.UserManager.UpdateSecurityStampAsync(account)).Succeeded)
        {
            return Refused(Refusals.ChangedMeanwhile, nameof(Change));
        }

        events.SessionsEnded(account.Id);
        await signIn.RefreshSignInAsync(account);
        return LocalRedirect("/me/account?said=elsewhere");
    }

    /// <summary>Never confirmed, so never anybody's: a slip of the first time is mended on the spot. The new stamp ends what was mailed to the address before.</summary>
    private async Task<bool> IsMended(Account account, string address, DateTimeOffset now)
    {
        account.Email = address;
        db.Later<SendJoinLetter>(new JoinWish(account.Id), now);
        var isMended = (await signIn.UserManager.UpdateSecurityStampAsync(account)).Succeeded;
        if (isMended)
        {
            events.AddressChanged(account.Id);
            await signIn.RefreshSignInAsync(account);
        }

        return isMended;
    }

    private async Task<Account?> Find()
    {
        var account = await signIn.UserManager.GetUserAsync(User);
        Address = account?.Email ?? "";
        return account;
    }

    private PageResult Refused(Refusal refusal, string form)
    {
        ModelState.Add(refusal, form);
        return new PageResult { StatusCode = Explain.StatusOf(refusal) };
    }
}

internal sealed class ChangeInput
{
    public string? CurrentPassword { get; set; }

    public string? Password { get; set; }
}

internal sealed class MoveInput
{
    public string? Mail { get; set; }

    public string? CurrentPassword { get; set; }
}
