using CpdCourse.Data;
using CpdCourse.Domain.Courses;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Setup;

/// <summary>
/// A lively course to look at, in the thirteenth week of its run, made through the verbs that people use at the moments at which they would have used them.
/// Does nothing where somebody is on a course already.
/// </summary>
internal sealed class DemoCourse(
    CourseDb db,
    DemoPeople people,
    DemoPosts posts,
    DemoLinks links,
    DemoJobs jobs,
    TimeProvider clock
)
{
    public const string ParticipantMail = "marisol@example.org";
    public const string OrganiserMail = "wen@example.org";
    public const string Password = "soup-and-bicycles";

    private const string Zone = "Europe/London";
    private static readonly TimeOnly Opening = new(9, 0);

    // Thing 12 opens in week 13, since week 7 is a catch-up week, and it did so five days ago.
    private const int DaysIntoRun = (12 * 7) + 5;

    public async Task Load(CancellationToken stop)
    {
        if (await db.Participants.AnyAsync(stop) || await db.Posts.AnyAsync(stop))
        {
            return;
        }

        var run = await Plan(clock.GetUtcNow(), stop);

        // All or nothing: a load that was interrupted begins again at the next start.
        await using var transaction = await db.Begin(stop);
        var cast = await people.Join(run, await DemoFiles.People(stop), stop);
        var written = await posts.Load(run, cast, stop);
        db.SiteNotes.Add(new SiteNote { Key = DemoCrowd.Note, Value = DemoCrowd.Nobody });
        await links.Note(written, stop);
        await jobs.Settle(stop);
        await transaction.Commit(stop);
    }

    // Saved before the rest, because the course at a glance is read through a connection of its own.
    private async Task<Run> Plan(DateTimeOffset now, CancellationToken stop)
    {
        // A run without anybody was left by a load that was interrupted.
        db.Runs.RemoveRange(await db.Runs.ToListAsync(stop));
        var course = await db.Courses.SingleAsync(stop);
        var things = await db.Things.OrderBy(t => t.Number).Select(t => t.Id).ToListAsync(stop);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var day = TimeZoneInfo.ConvertTime(now, zone).DateTime - Opening.ToTimeSpan();
        var starts = DateOnly.FromDateTime(day).AddDays(-DaysIntoRun);
        var timetable = new Timetable($"{Season(now.Month)} run", starts, Zone, Opening);
        var run = new Run(course.Id, timetable, things, new HashSet<int> { 6, 12, 18 });
        foreach (var opening in run.Openings.Where(o => o.OpensAt <= now).ToList())
        {
            run.Open(opening.Thing, opening.OpensAt);
        }

        db.Runs.Add(run);
        await db.SaveChangesAsync(stop);
        return run;
    }

    private static string Season(int month) =>
        month switch
        {
            >= 3 and <= 5 => "Spring",
            >= 6 and <= 8 => "Summer",
            >= 9 and <= 11 => "Autumn",
            _ => "Winter",
        };
}
