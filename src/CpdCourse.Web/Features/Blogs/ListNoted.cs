using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Web.Jobs;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>What follows for the course when a feed was read. The caller saves.</summary>
internal sealed class ListNoted(CourseDb db, ListEntries list, TakeTexts texts, TimeProvider clock)
{
    /// <summary>It brought posts: they are listed or changed, given their texts, and those that are missing asked after.</summary>
    public async Task From(Blog blog, NotedEntries noted, CancellationToken stop)
    {
        foreach (
            var entry in noted.Changed.Where(e => e.State is EntryState.Ready or EntryState.Listed)
        )
        {
            await list.One(blog, entry, stop);
        }

        foreach (var entry in noted.Missing)
        {
            db.Later<CheckEntry>(new EntryToCheck(entry.Id), clock.GetUtcNow());
        }

        await list.Ready(blog, stop);
        await texts.From(blog, noted, stop);
    }

    /// <summary>Nothing in it is new; Things may have opened meanwhile that posts of it were waiting for, and their texts were not sent.</summary>
    public async Task NothingNew(Blog blog, CancellationToken stop)
    {
        if (await list.Ready(blog, stop) > 0)
        {
            texts.LookFor(blog);
        }
    }
}
