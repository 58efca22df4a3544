using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Comments;

/// <summary>Posts and comments by their addresses, as far as the one who asks may see them.</summary>
internal sealed class FindComment(CourseDb db, CurrentPersona me, OwnComments own, KeptReads kept)
{
    public async Task<CommentedPost?> Post(string handle, string slug, CancellationToken stop)
    {
        var listed = await kept.Get(
            ("post commented", handle, slug, me.IsSignedIn),
            () => CommentedPost.At(db, handle, slug, db.Posts.ListedFor(me.IsSignedIn), stop),
            _ => KeptReads.NoPost
        );
        return listed ?? await Mine(handle, slug, stop);
    }

    private async Task<CommentedPost?> Mine(string handle, string slug, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        var written = db.Posts.Where(p => mine.Contains(p.Author));
        return mine.Count > 0 ? await CommentedPost.At(db, handle, slug, written, stop) : null;
    }

    public Task<Comment?> Numbered(Id<Post> post, int number, CancellationToken stop) =>
        db.Comments.SingleOrDefaultAsync(c => c.Post == post && c.Number == number, stop);

    public async Task<bool> IsMine(Comment comment, CancellationToken stop) =>
        own.Ids.Contains(comment.Id)
        || (comment.Author is { } author && (await me.Mine(stop)).Contains(author));
}
