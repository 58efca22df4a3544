using CpdCourse.Data;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// Tells SQLite how the rows of each table are spread. Without that it takes all indexes for equally good, and looks the comments of a post up by their state,
/// which nearly all of them share: 4 seconds for a list of 20 among 100,000 comments, 1 ms with it. PostgreSQL keeps its own.
/// </summary>
internal sealed class QueryStatistics(CourseDb db) : IRecurring
{
    // Some hundred rows of each index are enough to tell them apart, so that it takes a fraction of a second on any course.
    public async Task Run(CancellationToken stop)
    {
        if (db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA analysis_limit=400; ANALYZE;", stop);
        }
    }
}
