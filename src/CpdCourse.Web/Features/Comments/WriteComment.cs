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

    /// <summary>How many may wait under the post, if this one is to wait; null when it is not.</summary>
    public int? MostHeld { get; init; }

    /// <summary>The same for the same form sent twice.</summary>
    public required string Key { get; init; }
}

/// <summary>Puts a comment under a post, once, whatever else is put there at the same moment.</summary>
internal sealed class WriteComment(
    CourseDb db,
    Acquaintance acquaintance,
    CommentLimits limits,
    SaveComment save
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
            ?? await limits.Refuses(wish, stop);
        wish = wish with { MostHeld = known ? null : limits.MostHeld };
        var (comment, outcome) = refusal is null
            ? await save.As(wish, words, known, stop)
            : (null, refusal);

        // What was taken before is taken, whatever would be said of it now.
        return outcome.Refusal is not null && await save.Earlier(wish, stop) is { } earlier
            ? (earlier, Outcome.Done)
            : (comment, outcome);
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
