using CpdCourse.Data;
using CpdCourse.Domain.Courses;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Things;

/// <summary>All Things in order, with the weeks in which nothing opens drawn in place.</summary>
internal sealed class IndexPage(
    CourseDb db,
    GlanceCache glance,
    CurrentPersona me,
    TimeProvider clock
) : PageModel
{
    public Glance Course { get; private set; } = null!;

    public Strip Strip { get; private set; } = null!;

    public ThingGlance? Now { get; private set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        Course = await glance.Get(stop);
        Strip = me.IsSignedIn
            ? await Strips.Mine(db, Course, await me.Mine(stop), now, stop)
            : Strips.OfCourse(Course, now);
        Now = Course.Newest(now);
        Lines = [.. Drawn(now)];
    }

    private IEnumerable<Line> Drawn(DateTimeOffset now)
    {
        var pauses = new Queue<WeekGlance>(
            (Course.Run?.Weeks ?? [])
                .Where(w => w.Kind is not WeekKind.Things)
                .OrderBy(w => w.Number)
        );
        var current = Course.ThisWeek(now);
        foreach (var thing in Course.Things)
        {
            var week = Course.Run?.Opening(thing.Id)?.Week;
            while (week is not null && pauses.TryPeek(out var pause) && pause.Number < week)
            {
                yield return new Line(null, null, false, "", PauseOf(pauses.Dequeue(), now));
            }

            yield return new Line(
                thing,
                Strip.Squares[Course.Things.ToList().IndexOf(thing)],
                current.Contains(thing),
                When(thing, now),
                null
            );
        }
    }

    private Pause PauseOf(WeekGlance week, DateTimeOffset now) =>
        new(
            week.Kind switch
            {
                WeekKind.CatchUp => "Catch-up week",
                WeekKind.Reflection => "Reflection week",
                _ => "A week of rest",
            },
            week.Number,
            Say.ShortDay(week.StartsOn, Course.Run!.Today(now))
        );

    private string When(ThingGlance thing, DateTimeOffset now) =>
        Course.Run?.Opening(thing.Id) is { } opening
            ? $"{(opening.OpensAt <= now ? "Opened" : "Opens")} {Say.ShortDay(Course.Run.Day(opening.OpensAt), Course.Run.Today(now))}"
        : Course.Run is null ? "Open, whenever you like"
        : "No date yet";

    internal sealed record Line(
        ThingGlance? Thing,
        Square? Square,
        bool IsNow,
        string When,
        Pause? Pause
    );

    internal sealed record Pause(string Name, int Week, string From);
}
