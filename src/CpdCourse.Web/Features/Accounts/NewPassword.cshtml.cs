using CpdCourse.Data.Accounts;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>The page of a reset link: whoever reads the mail of an account may choose its password.</summary>
[EnableRateLimiting(ServerHosting.SignInLimit)]
internal sealed class NewPasswordPage(
    MailedLinks links,
    ChangePassword change,
    ConfirmAddress confirm,
    SignInManager<Account> signIn
) : PageModel
{
    [BindProperty]
    public NewPasswordInput Input { get; set; } = new();

    /// <summary>Null when the link is not good.</summary>
    public string? Address { get; private set; }

    public async Task<IActionResult> OnGetAsync(string link, CancellationToken stop)
    {
        await Find(link, stop);
        return Address is null ? Gone() : Page();
    }

    public async Task<IActionResult> OnPostAsync(string link, CancellationToken stop)
    {
        if (await Find(link, stop) is not { } account)
        {
            return Gone();
        }

        var outcome = await change.ByLink(account, Input.Password, stop);
        if (outcome.Refusal is { } refusal)
        {
            return this.Refused(refusal);
        }

        // The letter has reached its reader, which is all that confirming asks for.
        await confirm.Confirm(account, stop);
        await signIn.SignInAsync(account, isPersistent: false);
        return LocalRedirect("/me?said=password");
    }

    private async Task<Account?> Find(string link, CancellationToken stop)
    {
        var found = await links.Read(Errand.Reset, link, stop);
        Address = found?.Address;
        return found?.Account;
    }

    private static PageResult Gone() => new() { StatusCode = StatusCodes.Status410Gone };
}

internal sealed class NewPasswordInput
{
    public string? Password { get; set; }
}
