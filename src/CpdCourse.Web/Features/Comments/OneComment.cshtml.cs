using CpdCourse.Domain.Common;
using CpdCourse.Web.Features.Shared.Conversation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Comments;

/// <summary>The address of one comment: on to its place under the post, or what can be said of it instead.</summary>
internal sealed class OneCommentPage(FindComment find, ReadThread thread) : PageModel
{
    public CommentedPost Post { get; private set; } = null!;

    /// <summary>One's own while it is held; null when it was removed.</summary>
    public CommentLine? Comment { get; private set; }

    public async Task<IActionResult> OnGetAsync(
        string handle,
        string slug,
        int number,
        CancellationToken stop
    )
    {
        if (
            await find.Post(handle, slug, stop) is not { } post
            || await find.Numbered(post.Id, number, stop) is not { } comment
        )
        {
            return NotFound();
        }

        Post = post;
        if (comment.State is Moderation.Shown)
        {
            return Redirect(Hosting.Addresses.Comment(post.Handle, post.Slug, number));
        }

        if (comment.State is not Moderation.Held)
        {
            return new PageResult { StatusCode = StatusCodes.Status410Gone };
        }

        Comment = (await thread.Under(post, stop)).Line(number);
        return Comment is null ? NotFound() : Page();
    }
}
