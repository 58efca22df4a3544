using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>
/// Where other sites send their webmentions, and a form with the same two fields for people whose blog sends none. What was typed there is answered with a
/// page, and with the form again where something is wrong; software gets a line of text.
/// </summary>
[IgnoreAntiforgeryToken]
[ReadsNoCookies]
internal sealed class WebmentionPage(
    WebmentionEndpoint endpoint,
    LinkingSettings linking,
    SiteSettings site
) : PageModel
{
    /// <summary>The page that links.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The page here; given when one came from its foot.</summary>
    public string Target { get; private set; } = "";

    public bool IsTaken => linking.Webmention.Receive;

    public void OnGet(string? target) => Target = target ?? "";

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var answer = await endpoint.Take(HttpContext, stop);
        if (answer.Slip is { } slip && await IsTyped(stop))
        {
            ModelState.AddModelError(slip.Field, slip.Sentence);
            return new PageResult { StatusCode = answer.Status };
        }

        // Programs are told where to look, people are taken there.
        if (answer.State is { } state && Request.Headers["Sec-Fetch-Mode"] == "navigate")
        {
            return this.LookAt(state);
        }

        return Text(answer);
    }

    // A hidden field tells our own form from others, for any browser: cookies are not read here, and software asks for pages too.
    private async Task<bool> IsTyped(CancellationToken stop)
    {
        if (
            !Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            || !WebmentionEndpoint.IsForm(Request)
        )
        {
            return false;
        }

        var form = await Request.ReadFormAsync(stop);
        Source = form["source"].ToString();
        Target = form["target"].ToString();
        return form["by"] == "hand";
    }

    private ContentResult Text(WebmentionAnswer answer)
    {
        if (answer.State is { } state)
        {
            Response.Headers.Location = site.Absolute(state).AbsoluteUri;
        }

        return new ContentResult
        {
            StatusCode = answer.Status,
            ContentType = "text/plain; charset=utf-8",
            Content = answer.Sentence + "\n",
        };
    }
}
