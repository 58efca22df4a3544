using CpdCourse.Data;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Feeds;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>
/// Feeds of posts: what everybody may read, whoever asks. Nobody's cookie is looked at, so the answer may be kept by any cache.
/// </summary>
internal sealed class PostFeeds(
    CourseDb db,
    GlanceCache glance,
    PostEntries posts,
    FeedIds ids,
    TimeProvider clock
)
{
    private IQueryable<Post> Public => db.Posts.ListedFor(onCourse: false);

    public async Task<Feed?> OfSite(CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var about = new FeedAbout(ids.Feed("posts"), course.Title, "/feed", "/responses")
        {
            Description = course.Lead,
        };
        return await posts.Of(about, Public, course, stop);
    }

    public async Task<Feed?> OfThing(int number, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        if (course.Thing(number) is not { } thing)
        {
            return null;
        }

        var page = Addresses.Thing(number);
        var about = new FeedAbout(
            ids.Feed($"thing/{number.ToString(Say.Culture)}"),
            $"Thing {number}: {thing.Title} – {course.Title}",
            $"{page}/feed",
            page
        )
        {
            Description = course.IsOpen(thing, clock.GetUtcNow()) ? thing.Summary : null,
        };
        var responses =
            from response in db.Responses
            where response.Thing == thing.Id && response.Confirmed
            join post in Public on response.Post equals post.Id
            orderby response.ArrivedAt descending, post.Number descending
            select post;
        return await posts.Of(about, responses.Take(PostEntries.Most), course, stop);
    }

    public async Task<Feed?> OfPersona(string handle, CancellationToken stop)
    {
        var persona = await db
            .Personas.Where(p => p.Handle == handle && p.RetiredAt == null)
            .Select(p => new { p.Id, p.Name })
            .SingleOrDefaultAsync(stop);
        if (persona is null)
        {
            return null;
        }

        var course = await glance.Get(stop);
        var page = Addresses.Persona(handle);
        var about = new FeedAbout(
            ids.Persona(persona.Id),
            $"{persona.Name} – {course.Title}",
            $"{page}/feed",
            page
        )
        {
            Author = posts.Author(persona.Name, handle),
        };
        return await posts.Of(about, Public.Where(p => p.Author == persona.Id), course, stop);
    }

    /// <summary>A category that only hidden posts have answers as one that never was.</summary>
    public async Task<Feed?> OfCategory(string slug, CancellationToken stop)
    {
        var within = Public.Where(p => p.Categories.Any(c => c.Slug == slug));
        var name = await db
            .Categories.Where(c =>
                c.Slug == slug
                && (
                    db.Things.Any(t => t.Categories.Any(tc => tc.Id == c.Id))
                    || within.Any(p => p.Categories.Any(pc => pc.Id == c.Id))
                )
            )
            .Select(c => c.Name)
            .SingleOrDefaultAsync(stop);
        if (name is null)
        {
            return null;
        }

        var course = await glance.Get(stop);
        var page = Addresses.Category(slug);
        var about = new FeedAbout(
            ids.Feed($"category/{Uri.EscapeDataString(slug)}"),
            $"{name} – {course.Title}",
            $"{page}/feed",
            page
        );
        return await posts.Of(about, within, course, stop);
    }
}
