using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Comments;

/// <summary>Its writer changes a comment. What a stranger changes after it was published is read again before it is seen.</summary>
internal sealed class RewordComment(
    CourseDb db,
    CommentText text,
    Acquaintance acquaintance,
    TimeProvider clock
)
{
    public async Task<Outcome> To(Comment comment, string? typed, CancellationToken stop)
    {
        var (rendered, outcome) = await text.Render(typed, stop);
        if (rendered is null)
        {
            return outcome;
        }

        outcome = comment.Reword(new CommentWords(typed ?? "", rendered.Kept()), clock.GetUtcNow());
        if (!outcome.IsDone)
        {
            return outcome;
        }

        var writer = new CommentWriter(
            comment.Author,
            comment.VisitorName,
            comment.VisitorMail,
            comment.VisitorSite
        );
        if (!await acquaintance.Knows(writer, rendered.Links.Count, stop))
        {
            comment.Hold();
        }

        await db.SaveChangesAsync(stop);
        return outcome;
    }
}
