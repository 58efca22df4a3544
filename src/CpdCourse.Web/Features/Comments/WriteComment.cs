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
    public async Task<(Comment? Comment, Outcome Outcome)> Under(
        CommentWish wish,
        CancellationToken stop
    )
    {
        var known = await acquaintance.Knows(wish.Writer, wish.Rendered.Links.Count, stop);
        var parent = await Parent(wish, stop);
        var words = new CommentWords(wish.Text, wish.Rendered.Kept(), parent, wish.TellsReplies);
        var refusal =
            wish.Writer.Problem()
            ?? words.Problem()
            ?? (wish.Answers is not null && parent is null ? Refusals.NoSuchComment : null)
            ?? await limits.Refuses(wish, !known, stop);
        if (refusal is not null)
        {
            // What was taken before is taken, whatever would be said of it now.
            return await Earlier(wish, stop) is { } earlier
                ? (earlier, Outcome.Done)
                : (null, refusal);
        }

        try
        {
            return await Write(wish, words, known, stop);
        }
        catch (Exception clash) when (clash.IsSomebodyElses())
        {
            // This form came before.
            db.ChangeTracker.Clear();
            return await Earlier(wish, stop) is { } earlier
                ? (earlier, Outcome.Done)
                : await Write(wish, words, known, stop);
        }
    }

    // The number is taken in the transaction that writes the comment: no two can have the same, and none is read that another is about to take.
    private async Task<(Comment? Comment, Outcome Outcome)> Write(
        CommentWish wish,
        CommentWords words,
        bool known,
        CancellationToken stop
    )
    {
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Begin(stop);
        var place = await db.PlaceComment(wish.Post, stop);
        var (comment, outcome) = Comment.Write(place, wish.Writer, words, known, clock.GetUtcNow());
        if (comment is null)
        {
            return (null, outcome);
        }

        db.Comments.Add(comment);
        keys.Keep(wish.Key, comment.Id);
        await db.SaveChangesAsync(stop);
        await transaction.Commit(stop);
        acquaintance.Remember(comment);
        return (comment, Outcome.Done);
    }

    private async Task<Comment?> Earlier(CommentWish wish, CancellationToken stop) =>
        await keys.Result<Comment>(wish.Key, stop) is { } id
            ? await db.Comments.SingleOrDefaultAsync(
                c => c.Id == id && (c.State == Moderation.Held || c.State == Moderation.Shown),
                stop
            )
            : null;

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
