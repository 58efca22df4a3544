using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>
/// Where whoever sent a webmention sees what became of it. It tells nothing of the request that was made: what a server answered, or that it was never asked,
/// is nobody's to learn from us.
/// </summary>
internal sealed class WebmentionStatePage(CourseDb db, MentionTargets targets) : PageModel
{
    /// <summary>One word, the same in all languages: queued, verified, moderation, rejected.</summary>
    public string State { get; private set; } = "";

    public string Words { get; private set; } = "";

    public string Target { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        var mention = await db
            .Mentions.AsNoTracking()
            .SingleOrDefaultAsync(m => m.Id == new Id<Mention>(id), stop);
        if (mention is null || await targets.Of(mention, stop) is not { } target)
        {
            return NotFound();
        }

        Target =
            $"{target.Page.Address}#{(mention.Kind is MentionKind.Reply && target.Page.IsPost ? "comments" : "trackbacks")}";
        (State, Words) = Said(mention);
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    private static (string State, string Words) Said(Mention mention) =>
        mention switch
        {
            { State: Moderation.Shown } => ("verified", "Your page is listed."),
            { State: Moderation.Held, VerifiedAt: not null } => (
                "moderation",
                "Your page links here. An organiser reads it before it is listed, usually the same day."
            ),
            { State: Moderation.Held, Tries: 0 } => (
                "queued",
                "Your page has not been looked at yet. That usually takes a minute."
            ),
            { State: Moderation.Held } => (
                "queued",
                "No link was found on your page. It will be looked at again: is it public, and does it link to the page here?"
            ),
            { State: Moderation.Binned } => ("rejected", "Your page is not listed."),
            _ => (
                "rejected",
                "Your page is not listed, because no link to the page here is found on it. Once there is one, send the webmention again."
            ),
        };
}
