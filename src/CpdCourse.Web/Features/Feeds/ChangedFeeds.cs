using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>Which feeds show a post or a comment. None shows what was never for everybody: nobody is told that there is anything.</summary>
internal sealed class ChangedFeeds(CourseDb db, GlanceCache glance)
{
    public async Task<IReadOnlyList<string>> Of(Id<Post> id, CancellationToken stop)
    {
        var post = await Public
            .Where(p => p.Id == id)
            .Select(p => new
            {
                Author = db.Personas.Where(a => a.Id == p.Author).Select(a => a.Handle).Single(),
                Categories = p.Categories.Select(c => c.Slug).ToList(),
                Things = db.Responses.Where(r => r.Post == p.Id).Select(r => r.Thing).ToList(),
                Answers = db
                    .Answers.Where(a => EF.Property<Id<Post>>(a, "PostId") == p.Id)
                    .Select(a => new { a.Thing, a.Prompt })
                    .ToList(),
            })
            .AsSplitQuery()
            .SingleOrDefaultAsync(stop);
        if (post is null)
        {
            return [];
        }

        var course = await glance.Get(stop);
        string[] pages =
        [
            Addresses.Persona(post.Author),
            .. post.Categories.Select(Addresses.Category),
            .. post
                .Things.Select(course.Thing)
                .OfType<ThingGlance>()
                .Select(t => Addresses.Thing(t.Number)),
            .. from answer in post.Answers
            let thing = course.Thing(answer.Thing)
            where thing is not null
            select Addresses.Question(thing.Number, answer.Prompt),
        ];
        return [FeedAddress.Site, .. pages.Select(FeedAddress.Of)];
    }

    public async Task<IReadOnlyList<string>> Of(Id<Comment> id, CancellationToken stop)
    {
        var page = await (
            from comment in db.Comments
            where comment.Id == id
            join post in Public on comment.Post equals post.Id
            join author in db.Personas on post.Author equals author.Id
            select Addresses.Post(author.Handle, post.Slug!)
        ).SingleOrDefaultAsync(stop);
        return page is null ? [] : [FeedAddress.Comments, FeedAddress.Of(page)];
    }

    // Also those that were taken back: the feeds that showed them no longer do.
    private IQueryable<Post> Public =>
        db.Posts.Where(p =>
            p.WasPublic
            && p.Audience == Audience.Everyone
            && (p.State == PostState.Published || p.State == PostState.Withdrawn)
        );
}
