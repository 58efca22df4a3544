using CpdCourse.Domain.Courses;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Studio;

internal enum ThingState
{
    Open,
    Scheduled,
    NotPlanned,
}

/// <summary>A line of the timetable: a Thing, or a week in which nothing opens.</summary>
internal sealed record TimetableRow(
    ThingGlance? Thing,
    WeekGlance? Week,
    DateTimeOffset? OpensAt,
    ThingState State,
    bool IsNow
)
{
    public string Badge =>
        State switch
        {
            ThingState.Open => "badge badge-ok",
            ThingState.Scheduled => "badge badge-accent",
            _ => "badge",
        };

    /// <summary>Planned, and still without a question.</summary>
    public bool IsEmpty => State is ThingState.Scheduled && Thing?.Questions == 0;

    public string Words =>
        State switch
        {
            ThingState.Open => "Open",
            ThingState.Scheduled => "Scheduled",
            _ => "Not in the timetable",
        };

    public string Pause =>
        Week?.Kind switch
        {
            WeekKind.Reflection => "Week to look back",
            WeekKind.Break => "Break",
            WeekKind.CatchUp => "Catch-up week",
            _ => "No Thing in this week",
        };
}

internal static class Timetables
{
    /// <summary>All Things by number, with the weeks in which nothing opens where they fall.</summary>
    public static IReadOnlyList<TimetableRow> ByNumber(Glance course, DateTimeOffset now)
    {
        var pauses = new System.Collections.Generic.Queue<WeekGlance>(
            (course.Run?.Weeks ?? [])
                .Where(w => w.Kind is not WeekKind.Things)
                .OrderBy(w => w.Number)
        );
        var rows = new List<TimetableRow>();
        foreach (var thing in course.Things)
        {
            var week = course.Run?.Opening(thing.Id)?.Week;
            while (week is not null && pauses.TryPeek(out var next) && next.Number < week)
            {
                rows.Add(Pause(course, pauses.Dequeue(), now));
            }

            rows.Add(Of(course, thing, now));
        }

        rows.AddRange(pauses.Select(week => Pause(course, week, now)));
        return rows;
    }

    /// <summary>This week and the ones after it; before the beginning the first ones, after the end none.</summary>
    public static IReadOnlyList<TimetableRow> Next(Glance course, DateTimeOffset now, int weeks)
    {
        if (course.Run is not { } run)
        {
            return [];
        }

        var first = run.WeekAt(now)?.Number ?? (run.Today(now) < run.StartsOn ? 1 : int.MaxValue);
        return
        [
            .. run
                .Weeks.Where(w => w.Number >= first)
                .OrderBy(w => w.Number)
                .Take(weeks)
                .SelectMany(week => Of(course, week, now)),
        ];
    }

    private static IEnumerable<TimetableRow> Of(
        Glance course,
        WeekGlance week,
        DateTimeOffset now
    ) =>
        course
            .Things.Where(t => course.Run!.Opening(t.Id)?.Week == week.Number)
            .Select(t => Of(course, t, now))
            .DefaultIfEmpty(Pause(course, week, now));

    private static TimetableRow Of(Glance course, ThingGlance thing, DateTimeOffset now)
    {
        var opening = course.Run?.Opening(thing.Id);
        var week = opening?.Week is { } number ? course.Run?.Week(number) : null;
        var state =
            course.IsOpen(thing, now) ? ThingState.Open
            : opening is null ? ThingState.NotPlanned
            : ThingState.Scheduled;
        return new TimetableRow(thing, week, opening?.OpensAt, state, IsNow(course, week, now));
    }

    private static TimetableRow Pause(Glance course, WeekGlance week, DateTimeOffset now) =>
        new(null, week, null, ThingState.NotPlanned, IsNow(course, week, now));

    private static bool IsNow(Glance course, WeekGlance? week, DateTimeOffset now) =>
        week is not null && course.Run?.WeekAt(now)?.Number == week.Number;

    /// <summary>"6 April, 09:00" in the run's zone.</summary>
    public static string Moment(DateTimeOffset at, RunGlance run, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(at, run.Zone);
        var day = Say.ShortDay(DateOnly.FromDateTime(local.DateTime), run.Today(now));
        return $"{day}, {local.ToString("HH:mm", Say.Culture)}";
    }
}
