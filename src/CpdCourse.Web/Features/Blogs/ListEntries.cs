using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Writing;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Makes posts of the entries of a blog that may be: it is followed and proven, what they answer is certain, and those Things are open.</summary>
internal sealed class ListEntries(
    CourseDb db,
    ListFound list,
    GlanceCache glance,
    TimeProvider clock
) : IReaction<BlogFollowed>
{
    public Task React(BlogFollowed happened, CancellationToken stop) =>
        db.Insist(async () =>
        {
            var blog = await db.Blogs.SingleOrDefaultAsync(b => b.Id == happened.Blog, stop);
            var listed = blog is null ? 0 : await Ready(blog, stop);
            await db.SaveChangesAsync(stop);
            return listed;
        });

    /// <summary>Lists all entries that wait for it. The caller saves.</summary>
    public async Task<int> Ready(Blog blog, CancellationToken stop)
    {
        if (!blog.IsFollowed || !blog.IsProven)
        {
            return 0;
        }

        var ready = await db
            .BlogEntries.Where(e => e.Blog == blog.Id && e.State == EntryState.Ready)
            .OrderBy(e => e.WrittenAt)
            .ToListAsync(stop);
        foreach (var entry in ready)
        {
            await One(blog, entry, stop);
        }

        return ready.Count(e => e.State is EntryState.Listed);
    }

    /// <summary>Lists an entry, or takes over what has changed about it. The caller saves.</summary>
    public async Task One(Blog blog, BlogEntry entry, CancellationToken stop)
    {
        if (!blog.IsFollowed || !blog.IsProven)
        {
            return;
        }

        var course = await glance.Get(stop);
        var now = clock.GetUtcNow();
        var things = entry
            .Recognised.Where(t => course.Thing(t.Number) is { } thing && course.IsOpen(thing, now))
            .ToList();
        if (!things.Exists(t => t.IsSure))
        {
            await TakeOff(entry, stop);
            return;
        }

        var page = new ExternalPost(
            new Uri(entry.Source),
            entry.Title,
            entry.Excerpt,
            entry.WrittenAt
        )
        {
            IsFromBefore = entry.IsFromBefore,
        };
        var post = await list.Take(
            new FoundResponse(blog.Persona, page, things)
            {
                IsProven = true,
                HasNewWords = true,
                Revives = entry.Post is not null && entry.State is EntryState.Ready,
            },
            stop
        );
        if (post is null)
        {
            entry.LeaveToOthers();
        }
        else
        {
            entry.List(post.Id);
        }
    }

    /// <summary>Takes the post of an entry off the lists. The caller saves.</summary>
    public async Task TakeOff(BlogEntry entry, CancellationToken stop)
    {
        if (
            entry.Post is { } id
            && await db.Posts.Editable().SingleOrDefaultAsync(p => p.Id == id, stop) is { } post
        )
        {
            post.Withdraw(clock.GetUtcNow());
        }
    }
}
