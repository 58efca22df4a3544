using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Comments;

/// <summary>Takes back a comment of one's own. It does not ask first: the words are offered again in a form.</summary>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class DeleteCommentPage(
    FindComment find,
    FormCheck check,
    ShowComments show,
    CourseDb db,
    TimeProvider clock
) : PageModel
{
    public CommentForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        string handle,
        string slug,
        int number,
        CancellationToken stop
    ) =>
        await find.Post(handle, slug, stop) is { } post
            ? Redirect(Addresses.Comment(post.Handle, post.Slug, number))
            : NotFound();

    public async Task<IActionResult> OnPostAsync(
        string handle,
        string slug,
        int number,
        string? stamp,
        CancellationToken stop
    )
    {
        if (
            await find.Post(handle, slug, stop) is not { } post
            || await find.Numbered(post.Id, number, stop) is not { } comment
            || !await find.IsMine(comment, stop)
            || comment.State is Moderation.Binned
        )
        {
            return NotFound();
        }

        if (!await check.IsFromOwner(HttpContext, FormStamps.Change(comment.Id), stamp))
        {
            // The post's page has a fresh button.
            return this.LookAt(Addresses.Comment(post.Handle, post.Slug, number));
        }

        comment.TakeBack(clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        Form = await show.Again(post, await Words(comment, stop), stop);
        return Page();
    }

    private async Task<CommentInput> Words(Comment comment, CancellationToken stop)
    {
        var answered = await db
            .Comments.Where(c => c.Id == comment.Parent && c.State == Moderation.Shown)
            .Select(c => (int?)c.Number)
            .SingleOrDefaultAsync(stop);
        return new CommentInput
        {
            Text = comment.Text,
            Name = comment.VisitorName,
            Site = comment.VisitorSite,
            TellReplies = comment.TellsReplies,
            Persona = comment.Author is { } author ? $"{author}" : null,
            Reply = answered?.ToString(Say.Culture),
        };
    }
}
