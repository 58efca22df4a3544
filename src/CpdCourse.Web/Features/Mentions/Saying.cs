using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Trackback;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>What another site is told: that this post, or this comment, links to that page.</summary>
/// <param name="Ping">Where it stands, and its words for a trackback.</param>
/// <param name="Target">The page, spelled as in the post.</param>
/// <param name="Mark">What it says now.</param>
/// <param name="IsChange">True when the site was sent a webmention before: only webmentions tell of changes.</param>
internal sealed record Saying(TrackbackPing Ping, string Target, string Mark, bool IsChange);

/// <summary>Puts together what is told of a link.</summary>
internal sealed class FindSaying(CourseDb db, GlanceCache glance, SiteSettings site)
{
    /// <summary>Null when the post is not for everybody, and the other site knows nothing of it: then nothing of it leaves this site.</summary>
    public Task<Saying?> Of(OutgoingLink link, CancellationToken stop) =>
        link.Comment is { } comment ? OfComment(link, comment, stop) : OfPost(link, stop);

    private async Task<Saying?> OfPost(OutgoingLink link, CancellationToken stop)
    {
        var post = await db.Posts.AsNoTracking().SingleAsync(p => p.Id == link.Post, stop);
        if (post.Slug is null || !(post.IsPublic || link.Told.Length > 0))
        {
            return null;
        }

        var handle = await db
            .Personas.Where(p => p.Id == post.Author)
            .Select(p => p.Handle)
            .SingleAsync(stop);
        var ping = new TrackbackPing(
            site.Absolute(Addresses.Post(handle, post.Slug)),
            post.Title,
            post.Rendered.Excerpt,
            (await glance.Get(stop)).Title
        );
        return new Saying(ping, link.Target, PostMark.Of(post), link.Told.Length > 0);
    }

    private async Task<Saying?> OfComment(OutgoingLink link, Id<Comment> id, CancellationToken stop)
    {
        var row = await (
            from comment in db.Comments.AsNoTracking()
            join post in db.Posts.AsNoTracking() on comment.Post equals post.Id
            join persona in db.Personas on post.Author equals persona.Id
            where comment.Id == id
            select new
            {
                Comment = comment,
                Post = post,
                persona.Handle,
                Writer = db
                    .Personas.Where(p => p.Id == comment.Author)
                    .Select(p => p.Name)
                    .SingleOrDefault(),
            }
        ).SingleAsync(stop);
        var mark = PostMark.Of(row.Comment, row.Post);
        if (row.Post.Slug is not { } slug || (mark == OutgoingLink.Gone && link.Told.Length == 0))
        {
            return null;
        }

        var ping = new TrackbackPing(
            site.Absolute(Addresses.CommentPage(row.Handle, slug, row.Comment.Number)),
            $"{row.Writer ?? row.Comment.VisitorName} on “{row.Post.Title}”",
            row.Comment.Rendered.Excerpt,
            (await glance.Get(stop)).Title
        );
        return new Saying(ping, link.Target, mark, link.Told.Length > 0);
    }
}
