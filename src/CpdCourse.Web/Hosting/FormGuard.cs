using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// For forms whose text must survive an expired sign-in: the token is checked here and not by the framework, which would answer with an error page.
/// </summary>
internal sealed class FormGuard(IAntiforgery tokens, CurrentPersona me)
{
    /// <summary>What to answer instead of doing it; null when the form may act.</summary>
    public async Task<IActionResult?> Stops(PageModel page, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (!me.IsSignedIn)
        {
            return page.Challenge();
        }

        return await tokens.IsRequestValidAsync(page.HttpContext) ? null : page.BadRequest();
    }
}
