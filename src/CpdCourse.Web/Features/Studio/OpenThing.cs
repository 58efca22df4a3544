using CpdCourse.Data;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Studio;

/// <summary>Opens a Thing in the run that is on, whatever its date was.</summary>
internal sealed class OpenThing(
    CourseDb db,
    GlanceCache glance,
    CurrentPersona me,
    SecurityLog events,
    TimeProvider clock
)
{
    /// <returns>False when there is no such Thing. Without a run everything is open already.</returns>
    public async Task<bool> Now(int number, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        if (course.Thing(number) is not { } thing || course.Run is not { } current)
        {
            return course.Thing(number) is not null;
        }

        var run = await db
            .Runs.Include(r => r.Weeks)
            .Include(r => r.Openings)
            .AsSplitQuery()
            .SingleAsync(r => r.Id == current.Id, stop);
        run.Open(thing.Id, clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        events.ThingOpened(me.Handle, number);
        return true;
    }
}
