using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Markup;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Comments;

/// <summary>Changes a comment of one's own: by the persona, or by the browser that wrote it.</summary>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class EditCommentPage(
    FindComment find,
    FormCheck check,
    FormStamps stamps,
    CommentText text,
    RewordComment reword
) : PageModel
{
    private Comment comment = null!;

    [BindProperty]
    public Typed Input { get; set; } = new();

    public CommentedPost Post { get; private set; } = null!;

    public SafeHtml? Preview { get; private set; }

    public string Address => Addresses.Comment(Post.Handle, Post.Slug, comment.Number);

    public string EditAddress =>
        $"{Post.CommentsAddress}/{comment.Number.ToString(Say.Culture)}/edit";

    public string Stamp => stamps.Issue(FormStamps.Change(comment.Id));

    public async Task<IActionResult> OnGetAsync(
        string handle,
        string slug,
        int number,
        CancellationToken stop
    )
    {
        if (!await Find(handle, slug, number, stop))
        {
            return NotFound();
        }

        Input = new Typed { Text = comment.Text };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string handle,
        string slug,
        int number,
        string? preview,
        CancellationToken stop
    )
    {
        if (!await Find(handle, slug, number, stop))
        {
            return NotFound();
        }

        if (preview is not null)
        {
            var (rendered, shown) = await text.Render(Input.Text, stop);
            Preview = rendered?.Html;
            return shown.Refusal is { } unshown ? this.Refused(unshown) : Page();
        }

        if (!await check.IsFromOwner(HttpContext, FormStamps.Change(comment.Id), Input.Stamp))
        {
            return this.Refused(Refusals.FormIsStale);
        }

        var outcome = await reword.To(comment, Input.Text, stop);
        return outcome.Refusal is { } refusal ? this.Refused(refusal) : this.LookAt(Address);
    }

    // Not there and not yours are the same answer.
    private async Task<bool> Find(string handle, string slug, int number, CancellationToken stop)
    {
        if (
            await find.Post(handle, slug, stop) is not { } post
            || await find.Numbered(post.Id, number, stop) is not { } found
            || !await find.IsMine(found, stop)
            || found.State is not (Moderation.Held or Moderation.Shown)
        )
        {
            return false;
        }

        (Post, comment) = (post, found);
        return true;
    }

    internal sealed record Typed
    {
        public string? Text { get; init; }

        public string? Stamp { get; init; }
    }
}
