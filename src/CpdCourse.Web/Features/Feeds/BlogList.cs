using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Feeds;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>The people of the course as a list of feeds: one import, and a feed reader follows them all, here and on their own blogs.</summary>
internal sealed class BlogList(CourseDb db, GlanceCache glance, SiteSettings site)
{
    /// <summary>Everybody who is listed and has written something that all may read.</summary>
    public async Task<OpmlList> Of(CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var posts = db.Posts.ListedFor(onCourse: false);
        var people = await db
            .Personas.Where(p => p.Listed && p.RetiredAt == null)
            .Select(p => new
            {
                p.Name,
                p.Handle,
                Latest = posts
                    .Where(post => post.Author == p.Id)
                    .Max(post => (DateTimeOffset?)post.ArrivedAt),
            })
            .Where(p => p.Latest != null)
            .ToListAsync(stop);
        var blogs = (await Elsewhere(posts).ToListAsync(stop)).ToLookup(b => b.Handle);
        return new OpmlList(
            course.Title,
            [
                .. people
                    .OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(p => p.Handle, StringComparer.Ordinal)
                    .SelectMany(p =>
                        blogs[p.Handle]
                            .Select(b => Blog(p.Name, b))
                            .Prepend(Blog(p.Name, Addresses.Persona(p.Handle)))
                    ),
            ]
        )
        {
            Modified = people.Max(p => p.Latest),
        };
    }

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

/// <summary>The blog that somebody has elsewhere.</summary>
internal sealed record BlogElsewhere(string Handle, string Title, string Feed, string Home);
