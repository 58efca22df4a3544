using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>
/// One answer to every mistake. Signed in, people are back where they were; a form that was sent after a session had ended comes back with its text
/// (see <see cref="KeepWhatWasTyped"/>).
/// </summary>
[EnableRateLimiting(ServerHosting.SignInLimit)]
internal sealed class SignInPage(PasswordDoor door, SignInManager<Account> signIn, KeptForms forms)
    : PageModel
{
    [BindProperty]
    public SignInInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "then")]
    public string? Then { get; set; }

    /// <summary>A form on its way through, packed.</summary>
    [BindProperty]
    public string? Keep { get; set; }

    public string? Said { get; private set; }

    /// <summary>The form again, after signing in.</summary>
    public KeptForm? Returned { get; private set; }

    /// <summary>A form was kept, and cannot be read any more.</summary>
    public bool IsLost { get; private set; }

    public string Onward => this.LocalOr(Then, "/");

    public string JoinAddress => this.WithThen("/join", Then);

    public IActionResult OnGet([FromQuery] string? said)
    {
        Said = said;
        Keep = HttpContext.Features.Get<KeptInRequest>()?.Packed;
        return Keep is null && User.Identity?.IsAuthenticated == true
            ? LocalRedirect(Onward)
            : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var address = AccountRows.Address(Input.Mail);
        if (await door.At(address, Input.Password, stop) is not { } account)
        {
            return this.Refused(Refusals.SignInFailed);
        }

        await signIn.SignInAsync(account, Input.Stay);
        Returned = forms.Read(Keep);
        IsLost = Returned is null && !string.IsNullOrEmpty(Keep);
        return Returned is null && !IsLost ? LocalRedirect(Onward) : Page();
    }
}

internal sealed class SignInInput
{
    public string? Mail { get; set; }

    public string? Password { get; set; }

    public bool Stay { get; set; }
}
