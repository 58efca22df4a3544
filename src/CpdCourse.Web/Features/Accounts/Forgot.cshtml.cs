using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>Asks for a link by mail. The page looks at no account: whoever it is, the answer and its time are the same.</summary>
[EnableRateLimiting(ServerHosting.SignInLimit)]
internal sealed class ForgotPage(CourseDb db, TimeProvider clock) : PageModel
{
    [BindProperty]
    public ForgotInput Input { get; set; } = new();

    public string? Said { get; private set; }

    public void OnGet([FromQuery] string? said) => Said = said;

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (AccountRows.Address(Input.Mail) is not { } address)
        {
            return this.Refused(Refusals.MailNeeded);
        }

        db.Later<SendResetLetter>(new ResetWish(address), clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        return LocalRedirect("/forgot?said=sent");
    }
}

internal sealed class ForgotInput
{
    public string? Mail { get; set; }
}
