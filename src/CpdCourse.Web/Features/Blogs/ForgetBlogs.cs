using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>
/// Blogs that were searched for and never followed are forgotten after a week, imports after 30 days. That somebody wants a blog here no longer is kept in mind
/// for a year.
/// </summary>
internal sealed class ForgetBlogs(CourseDb db, TimeProvider clock) : IRecurring
{
    private const int DaysOfSearch = 7;
    private const int DaysOfImport = 30;
    private const int DaysOfNo = 365;

    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (search, import, no) = (
            now.AddDays(-DaysOfSearch),
            now.AddDays(-DaysOfImport),
            now.AddDays(-DaysOfNo)
        );
        await db
            .Blogs.Where(b => b.FollowedAt == null && b.AskedAt < search)
            .ExecuteDeleteAsync(stop);
        await db
            .ImportedLines.Where(l =>
                l.State == LineState.Declined ? l.AskedAt < no : l.AskedAt < import
            )
            .ExecuteDeleteAsync(stop);
    }
}
