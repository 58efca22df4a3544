using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Comments;

/// <summary>What somebody wants to say, and where it comes from.</summary>
internal sealed record CommentWish(Id<Post> Post, CommentWriter Writer, RenderedText Rendered)
{
    public required string Text { get; init; }

    /// <summary>The number of the comment it answers.</summary>
    public int? Answers { get; init; }

    public bool TellsReplies { get; init; }

    public required string Network { get; init; }

    /// <summary>The same for the same form sent twice.</summary>
    public required string Key { get; init; }
}

/// <summary>Puts a comment under a post, once, whatever else is put there at the same moment.</summary>
internal sealed class WriteComment(
    CourseDb db,
    Acquaintance acquaintance,
    CommentLimits limits,
    FormKeys keys,
    TimeProvider clock
)
{
    private const int Tries = 8;

    public async Task<(Comment? Comment, Outcome Outcome)> Under(
        CommentWish wish,
        CancellationToken stop
    )
    {
        var known = await acquaintance.Knows(wish.Writer, wish.Rendered.Links.Count, stop);
        for (var tries = 1; ; tries++)
        {
            var (comment, outcome) = await Earlier(wish, stop) is { } earlier
                ? (earlier, Outcome.Done)
                : await Prepare(wish, known, tries == 1, stop);
            if (comment is null)
            {
                db.ChangeTracker.Clear();
                return (null, outcome);
            }

            try
            {
                await db.SaveChangesAsync(stop);
                acquaintance.Remember(comment);
                return (comment, Outcome.Done);
            }
            catch (Exception clash) when (tries < Tries && clash.IsSomebodyElses())
            {
                // Another comment took the number, or this form came twice: look again.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Comment?> Earlier(CommentWish wish, CancellationToken stop) =>
        await keys.Result<Comment>(wish.Key, stop) is { } id
            ? await db.Comments.SingleOrDefaultAsync(
                c => c.Id == id && (c.State == Moderation.Held || c.State == Moderation.Shown),
                stop
            )
            : null;

    private async Task<(Comment? Comment, Outcome Outcome)> Prepare(
        CommentWish wish,
        bool known,
        bool isFirstTry,
        CancellationToken stop
    )
    {
        var post = await db.Posts.SingleOrDefaultAsync(p => p.Id == wish.Post, stop);
        if (post is null)
        {
            return (null, Refusals.NoSuchPost);
        }

        var parent = await Parent(wish, stop);
        if (wish.Answers is not null && parent is null)
        {
            return (null, Refusals.NoSuchComment);
        }

        var words = new CommentWords(wish.Text, wish.Rendered.Kept(), parent, wish.TellsReplies);
        var (comment, outcome) = Comment.Write(post, wish.Writer, words, known, clock.GetUtcNow());
        if (comment is null)
        {
            return (null, outcome);
        }

        if (isFirstTry && await limits.Refuses(comment, wish.Network, stop) is { } refusal)
        {
            return (null, refusal);
        }

        db.Comments.Add(comment);
        keys.Keep(wish.Key, comment.Id);
        return (comment, Outcome.Done);
    }

    // By its number under this post: a comment of another post cannot even be named.
    private async Task<Id<Comment>?> Parent(CommentWish wish, CancellationToken stop)
    {
        if (wish.Answers is null)
        {
            return null;
        }

        var found = await db
            .Comments.Where(c =>
                c.Post == wish.Post && c.Number == wish.Answers && c.State == Moderation.Shown
            )
            .Select(c => c.Id)
            .ToListAsync(stop);
        return found.Count == 0 ? null : found[0];
    }
}
