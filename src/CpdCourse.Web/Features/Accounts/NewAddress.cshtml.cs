using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>The page of the letter to a new address; its button makes it the account's.</summary>
[EnableRateLimiting(ServerHosting.SignInLimit)]
internal sealed class NewAddressPage(
    CourseDb db,
    MailedLinks links,
    UserManager<Account> accounts,
    SignInManager<Account> signIn,
    CurrentPersona me
) : PageModel
{
    private static readonly Refusal Taken = Refusals.MailTaken with { Field = null };

    [BindProperty(SupportsGet = true, Name = "link")]
    public string? Link { get; set; }

    public string? Address { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) =>
        await Find(stop) is null
            ? new PageResult { StatusCode = StatusCodes.Status410Gone }
            : Page();

    public async Task<IActionResult> OnPostAsync(
        [FromServices] TellOwner owner,
        [FromServices] SecurityLog events,
        CancellationToken stop
    )
    {
        if (await Find(stop) is not { } account)
        {
            return new PageResult { StatusCode = StatusCodes.Status410Gone };
        }

        if (await IsTaken(account, stop))
        {
            return this.Refused(Taken);
        }

        var former = account.Email!;
        account.Email = account.UserName = Address;
        await owner.AddressChanged(former, stop);
        if (!await accounts.UpdateSecurityStampAsync(account).IsFirst())
        {
            return this.Refused(await IsTaken(account, stop) ? Taken : Refusals.ChangedMeanwhile);
        }

        events.AddressChanged(account.Id);
        if (me.Account != account.Id)
        {
            return LocalRedirect("/sign-in");
        }

        await signIn.RefreshSignInAsync(account);
        return LocalRedirect("/me/account?said=address");
    }

    private async Task<bool> IsTaken(Account account, CancellationToken stop) =>
        await db.Users.AsNoTracking().OwnerOf(Address, stop) is { } owner && owner.Id != account.Id;

    private async Task<Account?> Find(CancellationToken stop)
    {
        var found = await links.Read(Errand.Move, Link, stop);
        Address = found?.Address;
        return found?.Account;
    }
}
