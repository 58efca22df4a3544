using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Comments;

/// <summary>Saves a comment that may be written, together with others that come at the same moment; a form that is sent twice is saved once.</summary>
internal sealed class SaveComment(
    CourseDb db,
    GroupedWrites together,
    FormKeys keys,
    Acquaintance acquaintance,
    TimeProvider clock
)
{
    public async Task<(Comment? Comment, Outcome Outcome)> As(
        CommentWish wish,
        CommentWords words,
        bool known,
        CancellationToken stop
    )
    {
        Task<(Comment?, Outcome)> AddTo(CourseDb into) => Add(into, wish, words, known);
        try
        {
            return Remembered(await together.Write(wish.Key, AddTo));
        }
        catch (Exception clash) when (clash.IsSomebodyElses())
        {
            // This form came before; what came of it may be gone.
            return await Earlier(wish, stop) is { } earlier
                ? (earlier, Outcome.Done)
                : Remembered(await Alone(wish.Key, AddTo, stop));
        }
    }

    /// <summary>What came of the form when it was sent before; null when it was not.</summary>
    public async Task<Comment?> Earlier(CommentWish wish, CancellationToken stop) =>
        await keys.Result<Comment>(wish.Key, stop) is { } id
            ? await db.Comments.SingleOrDefaultAsync(
                c => c.Id == id && (c.State == Moderation.Held || c.State == Moderation.Shown),
                stop
            )
            : null;

    // The number is taken in the transaction that writes the comment: no two can have the same, and none is read that another is about to take. Those that wait are counted there too.
    private async Task<(Comment? Comment, Outcome Outcome)> Add(
        CourseDb into,
        CommentWish wish,
        CommentWords words,
        bool known
    )
    {
        var room = Room(into, wish);
        var place = await into.PlaceComment(wish.Post, room, CancellationToken.None);
        if (place is null && await IsFull(into, wish.Post, room))
        {
            return (null, Refusals.TooManyWaiting);
        }

        var (comment, outcome) = Comment.Write(place, wish.Writer, words, known, clock.GetUtcNow());
        if (comment is not null)
        {
            into.Comments.Add(comment);
            await keys.Keep(into, wish.Key, comment.Id, CancellationToken.None);
        }

        return (comment, outcome);
    }

    // Those that are written together with this one are not in the database yet.
    private static int? Room(CourseDb into, CommentWish wish) =>
        wish.MostHeld is { } most
            ? Math.Max(
                0,
                most
                    - into.ChangeTracker.Entries<Comment>()
                        .Count(c => c.Entity.Post == wish.Post && c.Entity.State is Moderation.Held)
            )
            : null;

    private static async Task<bool> IsFull(CourseDb into, Id<Post> post, int? room) =>
        room is { } most
        && await into.Comments.CountAsync(c => c.Post == post && c.State == Moderation.Held)
            >= most;

    private async Task<(Comment? Comment, Outcome Outcome)> Alone(
        string key,
        Func<CourseDb, Task<(Comment?, Outcome)>> addTo,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Begin(stop);
        await keys.Forget(key, stop);
        var written = await addTo(db);
        await db.SaveChangesAsync(stop);
        await transaction.Commit(stop);
        return written;
    }

    private (Comment? Comment, Outcome Outcome) Remembered((Comment? Comment, Outcome) written)
    {
        if (written.Comment is { } comment)
        {
            acquaintance.Remember(comment);
        }

        return written;
    }
}
