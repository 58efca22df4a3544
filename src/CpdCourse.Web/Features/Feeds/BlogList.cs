using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Feeds;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>The people of the course as a list of feeds: one import, and a feed reader follows them all, here and on their own blogs.</summary>
internal sealed class BlogList(CourseDb db, GlanceCache glance, SiteSettings site)
{
    /// <summary>Everybody who is listed and has written something that all may read, under the run in which they last answered a Thing; the newest run first.</summary>
    public async Task<OpmlList> Of(CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var posts = db.Posts.ListedFor(onCourse: false);
        var writers = await Writers(posts).ToListAsync(stop);
        var blogs = (await Elsewhere(posts).ToListAsync(stop)).ToLookup(b => b.Handle);
        var runs = (await db.Runs.AsNoTracking().ToListAsync(stop)).ToDictionary(r => r.Id);
        return new OpmlList(
            course.Title,
            [
                .. from writer in writers
                let run = writer.Run is { } id ? runs.GetValueOrDefault(id) : null
                orderby run?.StartsOn descending, run?.Name, writer.Name.ToUpperInvariant(), writer.Handle
                from blog in blogs[writer.Handle]
                    .Select(b => Blog(writer.Name, b))
                    .Prepend(Blog(writer.Name, Addresses.Persona(writer.Handle)))
                select blog with
                {
                    Folders = run is null ? [] : [run.Name],
                },
            ]
        )
        {
            Modified = writers.Max(w => (DateTimeOffset?)w.Latest),
        };
    }

    private IQueryable<Writer> Writers(IQueryable<Post> posts) =>
        from persona in db.Personas
        where persona.Listed && persona.RetiredAt == null
        let latest = posts.Where(p => p.Author == persona.Id).Max(p => (DateTimeOffset?)p.ArrivedAt)
        where latest != null
        select new Writer(
            persona.Name,
            persona.Handle,
            latest.Value,
            posts
                .Where(p => p.Author == persona.Id)
                .SelectMany(p => p.Responses)
                .Where(r => r.Confirmed && r.Run != null)
                .OrderByDescending(r => r.ArrivedAt)
                .Select(r => r.Run)
                .FirstOrDefault()
        );

    // Whose a blog is, is public once a post of it stands here for everybody, in its writer's name.
    private IQueryable<BlogElsewhere> Elsewhere(IQueryable<Post> posts) =>
        from blog in db.Blogs
        join persona in db.Personas on blog.Persona equals persona.Id
        where
            blog.Proof != BlogProof.None
            && blog.State == BlogState.Followed
            && db.BlogEntries.Any(e =>
                e.Blog == blog.Id
                && e.State == EntryState.Listed
                && posts.Any(p => p.Id == e.Post && p.Author == blog.Persona)
            )
        orderby blog.FollowedAt
        select new BlogElsewhere(persona.Handle, blog.Title, blog.Feed, blog.Home);

    private static OpmlBlog Blog(string name, BlogElsewhere blog)
    {
        var page = new Uri(blog.Home);
        var title = blog.Title.Length > 0 ? blog.Title : page.IdnHost;
        return new OpmlBlog($"{title} ({name})", new Uri(blog.Feed), page);
    }

    private OpmlBlog Blog(string name, string page) =>
        new(name, site.Absolute(FeedAddress.Of(page)), site.Absolute(page));
}

/// <summary>Somebody who has written, when last, and the run in which they last answered a Thing.</summary>
internal sealed record Writer(string Name, string Handle, DateTimeOffset Latest, Id<Run>? Run);

/// <summary>The blog that somebody has elsewhere.</summary>
internal sealed record BlogElsewhere(string Handle, string Title, string Feed, string Home);
