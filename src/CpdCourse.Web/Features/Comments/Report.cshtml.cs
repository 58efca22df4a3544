using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Comments;

/// <summary>Anybody tells the organisers of something. It acts with nobody's authority, so it needs no token.</summary>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class ReportPage(FormCheck check, FormStamps stamps, FileReport file) : PageModel
{
    [BindProperty]
    public Typed Input { get; set; } = new();

    /// <summary>A local address, or nothing: whatever else is asked about is not shown.</summary>
    public string About { get; private set; } = "";

    public void OnGet(string? about)
    {
        About = Report.LocalAddress(about);
        Input = new Typed { Stamp = stamps.Issue(FormStamps.Report) };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        About = Report.LocalAddress(Input.About);
        var problem =
            check.OfStranger(HttpContext, FormStamps.Report, Input.Stamp, Input.Subject)
            ?? (Input.Reason is null || !ModelState.IsValid ? Refusals.ReportReason : null);
        if (problem is not null)
        {
            return Again(problem);
        }

        var network = ServerHosting.Network(HttpContext);
        var key = FormKeys.Key(Input.Stamp, network, About, Input.Reason.ToString(), Input.Words);
        var outcome = await file.Of(
            (About, Input.Reason!.Value, Input.Words ?? ""),
            network,
            key,
            stop
        );
        return outcome.Refusal is { } refusal ? Again(refusal) : this.LookAt("/report/thanks");
    }

    private IActionResult Again(Refusal refusal)
    {
        if (stamps.Read(FormStamps.Report, Input.Stamp) is null || refusal == Refusals.FormIsStale)
        {
            Input = Input with { Stamp = stamps.Issue(FormStamps.Report) };
        }

        return this.Refused(refusal);
    }

    internal sealed record Typed
    {
        public string? About { get; init; }

        public ReportReason? Reason { get; init; }

        public string? Words { get; init; }

        public string? Stamp { get; init; }

        public string? Subject { get; init; }
    }
}
