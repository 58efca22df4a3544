using System.Linq.Expressions;
using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Linking.Fetching;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Asks for one reading of a blog's feed.</summary>
internal sealed record BlogToRead(Id<Blog> Blog);

/// <summary>Gives each blog whose hour is over a turn to be read.</summary>
internal sealed class ReadBlogs(CourseDb db, TimeProvider clock) : IRecurring
{
    // What is asked for in a minute at most, from all hosts together (FetchRates): the others have waited an hour and can wait a minute more.
    private const int AtOnce = 100;

    public Task Run(CancellationToken stop) =>
        db.Insist(async () =>
        {
            var now = clock.GetUtcNow();
            var due = await db
                .Blogs.Where(b => b.NextAt != null && b.NextAt <= now)
                .Where(IsNotLeftToHub(now))
                .Where(b => db.Personas.Any(p => p.Id == b.Persona && p.RetiredAt == null))
                .OrderBy(b => b.NextAt)
                .Take(AtOnce)
                .ToListAsync(stop);
            foreach (var blog in due)
            {
                blog.TakeTurn(now);
                db.Later<ReadBlog>(new BlogToRead(blog.Id), now);
            }

            return await db.SaveChangesAsync(stop);
        });

    // While its hub tells (HubSubscription.IsReliable), and has not told since it was read, a blog need not be read every hour.
    private Expression<Func<Blog, bool>> IsNotLeftToHub(DateTimeOffset now)
    {
        var longAgo = now - Blog.LongInterval;
        return b =>
            b.ReadAt == null
            || b.ReadAt <= longAgo
            || !db.HubSubscriptions.Any(s =>
                s.Blog == b.Id
                && s.State == SubscriptionState.Active
                && s.EndsAt > now
                && !s.HasMissed
                && s.ToldAt < b.ReadAt
            );
    }
}

/// <summary>Reads the feed of a blog: a conditional request, and of what is new or other, posts.</summary>
internal sealed class ReadBlog(CourseDb db, SafeFetcher fetcher, TakeFeed take) : ITask<BlogToRead>
{
    public async Task Run(BlogToRead payload, CancellationToken stop)
    {
        var blog = await db
            .Blogs.AsNoTracking()
            .SingleOrDefaultAsync(b => b.Id == payload.Blog && b.FollowedAt != null, stop);
        if (blog is null)
        {
            return;
        }

        // Nothing of the database is held while a stranger's server is asked.
        var wish = new FeedVisit(blog.ETag, blog.LastModified).Wish;
        var answer = await fetcher
            .Get(new Uri(blog.Feed), wish, stop)
            .OrPostpone(whenBusy: TimeSpan.FromSeconds(20));
        await db.Insist(async () =>
        {
            await take.Of(blog.Id, answer, stop);
            return await db.SaveChangesAsync(stop);
        });
    }
}

/// <summary>Takes over what the address of a followed blog's feed answered, and tells its owner step by step. The caller saves.</summary>
internal sealed class TakeFeed(
    CourseDb db,
    NoteEntries note,
    ListNoted list,
    HeedHub hubs,
    TimeProvider clock
)
{
    public async Task Of(Id<Blog> id, FetchResult answer, CancellationToken stop)
    {
        var blog = await db.Blogs.SingleOrDefaultAsync(
            b => b.Id == id && b.FollowedAt != null,
            stop
        );
        if (blog is null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        if (BlogTrouble.Of(answer) is { } trouble)
        {
            blog.Fail(trouble, BlogTrouble.IsGone(answer), now);
            return;
        }

        var fetched = (Fetched)answer;
        var visit = new FeedVisit(blog.ETag, blog.LastModified).After(fetched);
        var (before, hasNews) = (blog.ReadAt, false);
        if (fetched.IsNotModified)
        {
            blog.ReadNothingNew(visit.ETag, visit.LastModified, now);
            await list.NothingNew(blog, stop);
        }
        else if (FeedReader.ReadWithPages(fetched) is ReadFeed feed)
        {
            var noted = await note.From(blog, feed, stop);
            await list.From(blog, noted, stop);
            hasNews = noted.Changed.Any(e => e.FoundAt > before);
            blog.Read(visit.ETag, visit.LastModified, noted.Newest, feed.Rest, now);
        }
        else
        {
            blog.Fail(BlogTrouble.Of((NotAFeed)FeedReader.Read(fetched)), false, now);
            return;
        }

        if (fetched.MovedTo is { } moved)
        {
            blog.Move(moved);
        }

        await hubs.Learn(blog, before, hasNews, stop);
    }
}
