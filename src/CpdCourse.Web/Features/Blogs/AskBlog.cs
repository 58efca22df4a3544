using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Linking;
using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Takes the address of a blog as somebody pasted it. A job looks for the feed; what it finds is shown before anything is followed.</summary>
internal sealed class AskBlog(CourseDb db, SiteSettings site, TimeProvider clock)
{
    // Each search asks a stranger's server up to ten times.
    private const int MostInAnHour = 20;
    private static readonly TimeSpan SameForm = TimeSpan.FromMinutes(1);

    public async Task<(Blog? Blog, Outcome Outcome)> For(
        string? typed,
        Id<Persona> persona,
        CancellationToken stop
    )
    {
        if (WebAddress.Read(typed?.Trim()) is { } plain && Elsewhere.IsOurs(plain, site.Base))
        {
            return (null, Refusals.BlogIsHere);
        }

        var address = BlogAddress.Read(typed);
        if (!address.IsAddress)
        {
            return (null, Refusals.BlogAddress(address.Error));
        }

        var now = clock.GetUtcNow();
        var mine = await db.Blogs.Where(b => b.Persona == persona).ToListAsync(stop);
        var same = mine.Find(b => b.Address == address.Url.AbsoluteUri);
        if (same is not null)
        {
            return (await Again(same, now, stop), Outcome.Done);
        }

        if (mine.Count >= Blog.Most)
        {
            return (null, Refusals.TooManyBlogs);
        }

        if (mine.Count(b => b.AskedAt > now.AddHours(-1)) >= MostInAnHour)
        {
            return (null, Refusals.TooFast);
        }

        var blog = Blog.Ask(persona, address.Url, now);
        db.Blogs.Add(blog);
        await db.SaveChangesAsync(stop);
        return (blog, Outcome.Done);
    }

    // A form that was sent twice is one question; later, the same address means to look once more.
    private async Task<Blog> Again(Blog same, DateTimeOffset now, CancellationToken stop)
    {
        if (same.State is BlogState.NotFound && same.AskedAt < now - SameForm)
        {
            same.SearchAgain(new Uri(same.Address), now);
            await db.SaveChangesAsync(stop);
        }

        return same;
    }
}
