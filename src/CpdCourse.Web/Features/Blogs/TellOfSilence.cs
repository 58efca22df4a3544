using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Tells the owner of a blog that it can no longer be read, within some hours and not for every hiccup: nobody finds out in the last week that nothing arrived.</summary>
internal sealed class TellOfSilence(
    CourseDb db,
    GlanceCache glance,
    SiteSettings site,
    TimeProvider clock
) : IReaction<BlogFellSilent>
{
    public async Task React(BlogFellSilent happened, CancellationToken stop)
    {
        var blog = await db
            .Blogs.AsNoTracking()
            .SingleOrDefaultAsync(b => b.Id == happened.Blog && b.Failures > 0, stop);
        if (blog is null || await db.MailOfOwner(blog.Persona, stop) is not { } to)
        {
            return;
        }

        var course = (await glance.Get(stop)).Title;
        db.Post(
            new Letter(
                to,
                $"{course}: your blog could not be read",
                Text(blog, course, site.Absolute(Addresses.Blog(blog.Id.Value)))
            ),
            clock.GetUtcNow()
        );
        await db.SaveChangesAsync(stop);
    }

    private static string Text(Blog blog, string course, Uri page) =>
        $"""
            Hello,

            new posts of your blog cannot be noticed by {course} at the moment. {blog.Problem}

            {(
                blog.State is BlogState.Resting
                    ? "We have stopped trying."
                    : "We go on trying, less and less often."
            )} What happened, and what you can do: {page}

            What is listed already stays listed.
            """.ReplaceLineEndings(
            "\n"
        );
}
