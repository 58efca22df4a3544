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

        if (!await door.Opens(account, Change.Current, stop))
        {
            return Refused(Refusals.WrongPassword, nameof(Change));
        }

        var outcome = await change.To(account, Change.Password, stop);
        if (outcome.Refusal is { } refusal)
        {
            return Refused(refusal, nameof(Change));
        }

        await signIn.RefreshSignInAsync(account);
        return LocalRedirect("/me/account?said=password");
    }

    public async Task<IActionResult> OnPostAddressAsync(
        [FromServices] GlanceCache glance,
        [FromServices] SiteSettings site,
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

        if (!await door.Opens(account, Move.Current, stop))
        {
            return Refused(Refusals.WrongPassword, nameof(Move));
        }

        var now = clock.GetUtcNow();
        if (account.EmailConfirmed)
        {
            var course = (await glance.Get(stop)).Title;
            db.Post(Notes.AddressWillChange(account.Email!, course, site.Absolute("/forgot")), now);
            db.Later<SendMoveLetter>(new MoveWish(account.Id, address), now);
            await db.SaveChangesAsync(stop);
        }
        else
        {
            // Never confirmed, so never anybody's: a slip of the first time is mended on the spot.
            account.Email = address;
            db.Later<SendJoinLetter>(new JoinWish(account.Id), now);
            await signIn.UserManager.UpdateAsync(account);
        }

        return LocalRedirect("/me/account?said=sent");
    }

    public async Task<IActionResult> OnPostEverywhereAsync()
    {
        if (await Find() is not { } account)
        {
            return Challenge();
        }

        await signIn.UserManager.UpdateSecurityStampAsync(account);
        await signIn.RefreshSignInAsync(account);
        return LocalRedirect("/me/account?said=elsewhere");
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
    public string? Current { get; set; }

    public string? Password { get; set; }
}

internal sealed class MoveInput
{
    public string? Mail { get; set; }

    public string? Current { get; set; }
}
