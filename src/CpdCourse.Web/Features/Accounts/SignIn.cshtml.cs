using CpdCourse.Data;
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
internal sealed class SignInPage(
    CourseDb db,
    PasswordDoor door,
    SignInManager<Account> signIn,
    KeptForms forms
) : PageModel
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

    public string JoinAddress => this.WithThen("/join", Then);

    public IActionResult OnGet([FromQuery] string? said)
    {
        Said = said;
        Keep = HttpContext.Features.Get<KeptInRequest>()?.Packed;
        return Keep is null && User.Identity?.IsAuthenticated == true
            ? LocalRedirect(this.LocalOr(Then, "/"))
            : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var address = AccountRows.Address(Input.Mail);
        var account = address is null ? null : await db.Users.OpenedBy(address, stop);
        if (!await door.Opens(account, Input.Password, stop))
        {
            return this.Refused(Refusals.SignInFailed);
        }

        await signIn.SignInAsync(account!, Input.Stay);
        Returned = forms.Read(Keep);
        return Returned is null ? LocalRedirect(this.LocalOr(Then, "/")) : Page();
    }
}

internal sealed class SignInInput
{
    public string? Mail { get; set; }

    public string? Password { get; set; }

    public bool Stay { get; set; }
}
