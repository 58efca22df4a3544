using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Comments;

/// <summary>
/// The address of one comment: on to its place under the post, or what can be said of it instead. On a post that stands elsewhere it is a page: other sites
/// are told of it, and look here for its words and for the link.
/// </summary>
internal sealed class OneCommentPage(
    CourseDb db,
    FindComment find,
    ReadThread thread,
    LinkingSettings linking
) : PageModel
{
    public CommentedPost Post { get; private set; } = null!;

    /// <summary>Null when it was removed.</summary>
    public CommentLine? Comment { get; private set; }

    public bool TakesWebmentions =>
        Comment is { IsHeld: false } && !Post.ClosedToLinks && linking.Webmention.Receive;

    public async Task<IActionResult> OnGetAsync(
        string handle,
        string slug,
        int number,
        CancellationToken stop
    )
    {
        if (await find.Post(handle, slug, stop) is not { } post)
        {
            return await db.WasTakenBack(handle, slug, stop)
                ? StatusCode(StatusCodes.Status410Gone)
                : NotFound();
        }

        if (await find.Numbered(post.Id, number, stop) is not { } comment)
        {
            return NotFound();
        }

        Post = post;
        if (comment.State is Moderation.Shown && post.SourceUrl is null)
        {
            return Redirect(Addresses.Comment(post.Handle, post.Slug, number));
        }

        HttpContext.Features.Set(new ShowsPost(post.Id));
        if (comment.State is not (Moderation.Held or Moderation.Shown))
        {
            return new PageResult { StatusCode = StatusCodes.Status410Gone };
        }

        Comment = (await thread.Under(post, stop)).Line(number);
        return Comment is null ? NotFound() : Page();
    }
}
