using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace CpdCourse.Web.Features.Studio;

[Authorize(Policy = Policies.Moderator)]
internal sealed class ModerationPage(
    Queue queue,
    Decide decide,
    Trusting trusting,
    UndoSlips slips,
    LimitsSettings limits
) : PageModel
{
    private const string Address = "/studio/moderation";

    /// <summary>Which part; unknown words mean everything.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    /// <summary>The site whose trackbacks are shown, each by itself.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Host { get; set; }

    /// <summary>Cursor of a further page.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The slip of the decision just taken.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public Shows Shows =>
        Show?.ToLowerInvariant() switch
        {
            "comments" => Shows.Comments,
            "trackbacks" => Shows.Trackbacks,
            "reports" => Shows.Reports,
            "bin" => Shows.Bin,
            "trusted" => Shows.Trusted,
            _ => Shows.Everything,
        };

    /// <summary>The same where it counts: in no list but that of trackbacks.</summary>
    public string? Shown =>
        Shows is Shows.Trackbacks && !string.IsNullOrWhiteSpace(Host) ? Host : null;

    public QueueCounts Counts { get; private set; } = new(0, 0, 0, 0);

    public QueuePage List { get; private set; } = new([], null);

    /// <summary>Whose words are shown at once; read only when asked for.</summary>
    public IReadOnlyList<TrustedRow> Trusted { get; private set; } = [];

    /// <summary>Whose are not taken at all; read with the trusted ones.</summary>
    public IReadOnlyList<BlockedSite> Blocked { get; private set; } = [];

    public Decision? Decided { get; private set; }

    public string? More =>
        List.More is { } cursor ? Here(("show", Show), ("host", Host), ("after", cursor)) : null;

    public string First => Here(("show", Show), ("host", Host));

    public async Task OnGetAsync(CancellationToken stop)
    {
        Decided = slips.Read(Done);
        Counts = await queue.Count(stop);
        if (Shows is Shows.Trusted)
        {
            Trusted = await trusting.Read(stop);
            Blocked = await trusting.ReadBlocked(stop);
        }
        else
        {
            List = await queue.Read(Shows, Shown, After, limits.PageSize, stop);
        }
    }

    public async Task<IActionResult> OnPostAsync(
        ItemKind? kind,
        Guid? id,
        Act? act,
        long seen,
        CancellationToken stop
    ) =>
        ModelState.IsValid && (kind, id, act) is ({ } what, { } item, { } done) && done.Fits(what)
            ? Tell(await decide.Take(new Wish(what, item, done), seen, stop))
            : BadRequest();

    public async Task<IActionResult> OnPostSiteAsync(CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Host))
        {
            return BadRequest();
        }

        var decision = await decide.BinSite(Host, stop);
        Host = null;
        return Tell(decision);
    }

    /// <param name="site">The host of the site.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IActionResult> OnPostBlockAsync(string? site, CancellationToken stop) =>
        string.IsNullOrWhiteSpace(site) || site.Length > 253
            ? BadRequest()
            : Tell(await decide.BlockSite(site, stop));

    public async Task<IActionResult> OnPostUnblockAsync(Guid? id, CancellationToken stop) =>
        Tell(await trusting.Unblock(id ?? Guid.Empty, stop));

    public async Task<IActionResult> OnPostDistrustAsync(Guid? id, CancellationToken stop) =>
        Tell(await trusting.Stop(id ?? Guid.Empty, stop));

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken stop) =>
        slips.Read(Done) is { } taken ? Tell(await decide.Undo(taken, stop)) : BadRequest();

    private LocalRedirectResult Tell(Decision decision) =>
        LocalRedirect(
            Here(("show", Show), ("host", Host), ("after", After), ("done", slips.Write(decision)))
        );

    private static string Here(params (string Name, string? Value)[] query) =>
        QueryHelpers.AddQueryString(
            Address,
            query
                .Where(q => !string.IsNullOrEmpty(q.Value))
                .Select(q => KeyValuePair.Create(q.Name, q.Value))
        );
}
