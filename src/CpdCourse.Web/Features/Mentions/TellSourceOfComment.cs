using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>
/// What readers say here about a post that stands elsewhere is told to its page, as far as its author wants that: when a comment can be seen, has other words,
/// or is seen no longer. Only a page that was sent a webmention hears of the latter two.
/// </summary>
internal sealed class TellSourceOfComment(CourseDb db, LinkingSettings linking, TimeProvider clock)
    : IReaction<CommentAccepted>,
        IReaction<CommentReworded>,
        IReaction<CommentClosed>,
        IReaction<PostPublished>,
        IReaction<PostWithdrawn>
{
    // Who sees a slip of the pen right after sending mends it at once: the page hears of both in one.
    private static readonly TimeSpan Gathered = TimeSpan.FromMinutes(1);

    public Task React(CommentAccepted happened, CancellationToken stop) =>
        Note(happened.Comment, stop);

    public Task React(CommentReworded happened, CancellationToken stop) =>
        Note(happened.Comment, stop);

    public Task React(CommentClosed happened, CancellationToken stop) =>
        Note(happened.Comment, stop);

    // With a post its comments come and go.
    public Task React(PostPublished happened, CancellationToken stop) =>
        NoteAll(happened.Post, isThere: true, stop);

    public Task React(PostWithdrawn happened, CancellationToken stop) =>
        NoteAll(happened.Post, isThere: false, stop);

    private async Task Note(Id<Comment> id, CancellationToken stop)
    {
        var row = await (
            from comment in db.Comments.AsNoTracking()
            join post in db.Posts.AsNoTracking() on comment.Post equals post.Id
            where comment.Id == id && post.Origin == Origin.External && post.SourceUrl != null
            select new { Comment = comment, Post = post }
        ).SingleOrDefaultAsync(stop);
        if (row is null || !linking.IsSending)
        {
            return;
        }

        var mark = PostMark.Of(row.Comment, row.Post);
        var link = await db.OutgoingLinks.SingleOrDefaultAsync(l => l.Comment == id, stop);
        if (link is null && mark != OutgoingLink.Gone && row.Post.CommentsAt is CommentsAt.Both)
        {
            link = OutgoingLink.Of(row.Comment, row.Post.SourceUrl!, clock.GetUtcNow());
            db.OutgoingLinks.Add(link);
        }

        if (link is { State: Delivery.Waiting, Told: "" } || link?.KnowsOtherThan(mark) is true)
        {
            Ask(link);
        }

        await db.SaveChangesAsync(stop);
    }

    private async Task NoteAll(Id<Post> post, bool isThere, CancellationToken stop)
    {
        var told = await db
            .OutgoingLinks.Where(l => l.Post == post && l.Comment != null && l.Told != "")
            .ToListAsync(stop);
        foreach (var link in told.Where(l => l.Told == OutgoingLink.Gone == isThere))
        {
            Ask(link);
        }

        await db.SaveChangesAsync(stop);
    }

    private void Ask(OutgoingLink link)
    {
        link.Again();
        db.Later<TellSite>(LinkToTell.Of(link), clock.GetUtcNow(), Gathered);
    }
}
