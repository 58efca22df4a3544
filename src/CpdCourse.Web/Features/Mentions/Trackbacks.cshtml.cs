using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Lets an author choose which of the pages that link to a post are listed under it, and whether more are taken.</summary>
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class TrackbacksPage(
    CourseDb db,
    MentionList mentions,
    CurrentPersona me,
    TimeProvider clock
) : PageModel
{
    public Post Post { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public IReadOnlyList<MentionRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken stop)
    {
        if (await Find(number, stop) is not { } post)
        {
            return NotFound();
        }

        var handle = await db
            .Personas.Where(p => p.Id == post.Author)
            .Select(p => p.Handle)
            .SingleAsync(stop);
        Post = post;
        Address = Addresses.Post(handle, post.Slug!);
        Rows = await mentions.ForAuthor(post.Id, stop);
        return Page();
    }

    /// <param name="number">Of the post.</param>
    /// <param name="hide">A mention to put aside.</param>
    /// <param name="show">One to show again.</param>
    /// <param name="more">Whether pages are taken from now on.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IActionResult> OnPostAsync(
        int number,
        Id<Mention>? hide,
        Id<Mention>? show,
        bool? more,
        CancellationToken stop
    )
    {
        var isFound = await db.Insist(async () =>
        {
            if (await Find(number, stop) is not { } post)
            {
                return false;
            }

            if (more is { } takes)
            {
                post.TakeLinks(takes);
            }

            (await Of(post, hide, stop))?.Hide(clock.GetUtcNow());
            (await Of(post, show, stop))?.Unhide();
            await db.SaveChangesAsync(stop);
            return true;
        });
        return isFound ? RedirectToPage(new { number }) : NotFound();
    }

    private async Task<Mention?> Of(Post post, Id<Mention>? id, CancellationToken stop) =>
        id is { } asked
            ? await db.Mentions.SingleOrDefaultAsync(m => m.Id == asked && m.Post == post.Id, stop)
            : null;

    private async Task<Post?> Find(int number, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        return mine.Count == 0
            ? null
            : await db.Posts.SingleOrDefaultAsync(
                p => p.Number == number && p.Slug != null && mine.Contains(p.Author),
                stop
            );
    }
}
