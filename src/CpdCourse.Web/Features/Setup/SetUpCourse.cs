using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Web.Features.Accounts;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Setup;

/// <summary>What the first organiser decided.</summary>
internal sealed record SetupWish(
    NewAccount Organiser,
    string CourseTitle,
    Timetable Timetable,
    IReadOnlySet<int> CatchUpAfter
);

/// <summary>Course title, first run, first organiser, and the end of the link: all of it or nothing.</summary>
internal sealed class SetUpCourse(
    CourseDb db,
    SetupLink link,
    OpenAccount open,
    GlanceCache glance,
    TimeProvider clock
)
{
    /// <summary>The organiser; or why not; or neither, when somebody else has used the link meanwhile.</summary>
    public async Task<(Account? Organiser, Refusal? Refusal)> With(
        SetupWish wish,
        string? key,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Begin(stop);
        if (!await link.Fits(key, stop))
        {
            return (null, null);
        }

        try
        {
            await link.Use(stop);
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (null, null);
        }

        if (await AddRun(wish, stop) is not ({ } run, null))
        {
            return (null, Refusals.CourseTitle);
        }

        var (organiser, result) = await open.Open(wish.Organiser with { Run = run }, stop);
        if (organiser is null)
        {
            return (
                null,
                result.Errors.Any(e => e.Code == Refusals.PasswordCommon.Code)
                    ? Refusals.PasswordCommon
                    : Refusals.MailTaken
            );
        }

        await transaction.Commit(stop);
        glance.Forget();
        return (organiser, null);
    }

    /// <summary>True when the run began in the past, so that something is open already.</summary>
    public async Task<bool> OpenedAtOnce(CancellationToken stop)
    {
        var course = await glance.Get(stop);
        return course.Things.Any(t => course.IsOpen(t, clock.GetUtcNow()));
    }

    private async Task<(Id<Run>? Run, Refusal? Refusal)> AddRun(
        SetupWish wish,
        CancellationToken stop
    )
    {
        var course = await db.Courses.SingleAsync(stop);
        if (
            course.Title != wish.CourseTitle
            && course.Rename(wish.CourseTitle, clock.GetUtcNow()).Refusal is { } refusal
        )
        {
            return (null, refusal);
        }

        var things = await db.Things.OrderBy(t => t.Number).Select(t => t.Id).ToListAsync(stop);
        var run = new Run(course.Id, wish.Timetable, things, wish.CatchUpAfter);
        db.Runs.Add(run);
        await db.SaveChangesAsync(stop);
        return (run.Id, null);
    }
}
