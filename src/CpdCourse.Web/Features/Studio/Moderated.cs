using CpdCourse.Data;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Studio;

/// <summary>
/// What moderators may handle: words about posts that anybody on the course can read. What waits under a private or withdrawn post is no
/// business of theirs, and not even counted.
/// </summary>
internal static class Moderated
{
    public static IQueryable<Comment> ModeratedComments(this CourseDb db)
    {
        var posts = db.Posts.ListedFor(onCourse: true).Select(p => p.Id);
        return db.Comments.Where(c => posts.Contains(c.Post));
    }

    public static IQueryable<Mention> ModeratedMentions(this CourseDb db)
    {
        var posts = db.Posts.ListedFor(onCourse: true).Select(p => p.Id);
        return db.Mentions.Where(m =>
            (m.Post == null || posts.Contains(m.Post.Value))
            && (m.Source == null || posts.Contains(m.Source.Value))
        );
    }
}
