using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Markup;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Comments;

/// <summary>Takes the comment form. The token is checked by hand, because visitors have none; see <see cref="FormCheck"/>.</summary>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class CommentsPage(
    FindComment find,
    ShowComments show,
    FormCheck check,
    CommentText text,
    WriteComment write
) : PageModel
{
    [BindProperty]
    public CommentInput Input { get; set; } = new();

    public CommentForm Form { get; private set; } = null!;

    public SafeHtml? Preview { get; private set; }

    public async Task<IActionResult> OnGetAsync(
        string handle,
        string slug,
        CancellationToken stop
    ) =>
        await find.Post(handle, slug, stop) is { } post
            ? Redirect($"{post.Address}#comments")
            : NotFound();

    public async Task<IActionResult> OnPostAsync(
        string handle,
        string slug,
        string? preview,
        CancellationToken stop
    )
    {
        if (await find.Post(handle, slug, stop) is not { } post)
        {
            return NotFound();
        }

        Form = await show.Again(post, Input, stop);
        if (post.CommentsElsewhere is not null)
        {
            return this.Refused(Refusals.CommentsElsewhere);
        }

        if (Form is { IsSignedIn: true, As: null })
        {
            // Never under another name than the one chosen.
            return this.Refused(Refusals.NotYourName);
        }

        var (rendered, outcome) = await text.Render(Input.Text, stop);
        if (preview is not null)
        {
            Preview = rendered?.Html;
            return outcome.Refusal is { } unshown ? this.Refused(unshown) : Page();
        }

        var purpose = FormStamps.Comment(post.Id);
        var refusal = await check.OfWriter(HttpContext, purpose, Input.Stamp, Input.Subject);
        return refusal is not null || rendered is null
            ? Refuse(refusal, outcome.Refusal, Writer.Problem())
            : await Write(post, rendered, stop);
    }

    private CommentWriter Writer =>
        Form.As is { } persona
            ? new CommentWriter(persona.Id)
            : new CommentWriter(null, Input.Name ?? "", Input.Mail ?? "", Input.Site ?? "");

    private async Task<IActionResult> Write(
        CommentedPost post,
        RenderedText rendered,
        CancellationToken stop
    )
    {
        var network = ServerHosting.Network(HttpContext);
        string?[] contents = Form.As is { } persona
            ? [$"{persona.Id}", Input.Reply, Input.Text]
            : [network, Input.Name, Input.Mail, Input.Site, Input.Reply, Input.Text];
        var wish = new CommentWish(post.Id, Writer, rendered)
        {
            Text = Input.Text ?? "",
            Answers = ShowComments.Number(Input.Reply),
            TellsReplies = Form.IsSignedIn ? Input.TellReplies : Input.Mail is { Length: > 0 },
            Network = network,
            Key = FormKeys.Key(Input.Stamp, contents),
        };
        var (comment, outcome) = await write.Under(wish, stop);
        return comment is null
            ? Refuse(outcome.Refusal)
            : this.LookAt(Addresses.Comment(post.Handle, post.Slug, comment.Number));
    }

    // Everything that is wrong is said at once.
    private IActionResult Refuse(params IEnumerable<Refusal?> refusals)
    {
        var all = refusals.OfType<Refusal>().ToList();
        foreach (var other in all.Skip(1))
        {
            ModelState.Add(other);
        }

        return this.Refused(all[0]);
    }
}
