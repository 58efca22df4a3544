using CpdCourse.Domain.Common;

namespace CpdCourse.Domain.Courses;

/// <summary>One holding of the course: a name, a time zone, and weeks in which Things open.</summary>
public sealed class Run : Aggregate
{
    private readonly List<Week> weeks = [];
    private readonly List<Opening> openings = [];

    private Run() { }

    /// <summary>Plans a run: one Thing a week in their order, with empty catch-up weeks in between.</summary>
    /// <param name="course">The course that is held.</param>
    /// <param name="timetable">Name, beginning, zone and hour.</param>
    /// <param name="things">The Things in the order in which they open.</param>
    /// <param name="catchUpAfter">Numbers of Things taught (6, 12, 18) after which a week stays empty; others are ignored.</param>
    public Run(
        Id<Course> course,
        Timetable timetable,
        IReadOnlyList<Id<Thing>> things,
        IReadOnlySet<int> catchUpAfter
    )
    {
        Course = course;
        Name = Text.Line(timetable.Name);
        Slug = Text.Slug(Name, otherwise: "run");
        StartsOn = timetable.StartsOn;
        Zone = timetable.Zone;
        OpensAt = timetable.OpensAt;
        for (var i = 0; i < things.Count; i++)
        {
            var week = AddWeek(WeekKind.Things);
            openings.Add(new Opening(things[i], week.Number, Moment(week.StartsOn)));
            if (catchUpAfter.Contains(i + 1) && i + 1 < things.Count)
            {
                AddWeek(WeekKind.CatchUp);
            }
        }
    }

    /// <summary>Longest name, in characters.</summary>
    public const int NameLimit = 60;

    /// <summary>Identity.</summary>
    public Id<Run> Id { get; private set; } = Id<Run>.New();

    /// <summary>The course that is held.</summary>
    public Id<Course> Course { get; private set; }

    /// <summary>Such as "Spring run".</summary>
    public string Name { get; private set; } = "";

    /// <summary>The name as in <c>?run=</c>.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>First day of the first week, in the run's zone.</summary>
    public DateOnly StartsOn { get; private set; }

    /// <summary>IANA time zone, such as <c>Europe/London</c>.</summary>
    public string Zone { get; private set; } = "Etc/UTC";

    /// <summary>Time of day at which Things open, in the run's zone.</summary>
    public TimeOnly OpensAt { get; private set; }

    /// <summary>All weeks in order.</summary>
    public IReadOnlyList<Week> Weeks => [.. weeks.OrderBy(w => w.Number)];

    /// <summary>When each Thing opens.</summary>
    public IReadOnlyList<Opening> Openings => openings;

    /// <summary>The day it is in the run's zone.</summary>
    public DateOnly Today(DateTimeOffset now) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, ZoneInfo(Zone)).DateTime);

    /// <summary>The week that contains this moment; null before the first and after the last.</summary>
    public Week? WeekAt(DateTimeOffset now)
    {
        var day = Today(now).DayNumber - StartsOn.DayNumber;
        return day < 0 ? null : weeks.SingleOrDefault(w => w.Number == (day / 7) + 1);
    }

    /// <summary>Opens a Thing now, whatever its date was. A Thing opens once: opening it again does nothing.</summary>
    public Outcome Open(Id<Thing> thing, DateTimeOffset now)
    {
        var opening = openings.SingleOrDefault(o => o.Thing == thing);
        if (opening is null)
        {
            opening = new Opening(thing, WeekAt(now)?.Number, now);
            openings.Add(opening);
        }

        if (opening.Announce(now))
        {
            Raise(new ThingPublished(Id, thing));
        }

        return Outcome.Done;
    }

    /// <summary>Opens everything whose moment has come; to be called now and then.</summary>
    public void OpenDue(DateTimeOffset now)
    {
        foreach (
            var due in openings
                .Where(o => o.AnnouncedAt is null && o.OpensAt <= now)
                .OrderBy(o => o.OpensAt)
        )
        {
            Open(due.Thing, now);
        }
    }

    /// <summary>
    /// The moment in UTC at which Things of this day open. A local time that does not exist (clocks go forward) becomes the next one that does;
    /// one that occurs twice (clocks go back) means the first.
    /// </summary>
    public DateTimeOffset Moment(DateOnly day) => Clock.Moment(day, OpensAt, ZoneInfo(Zone));

    private Week AddWeek(WeekKind kind)
    {
        var week = new Week(weeks.Count + 1, kind, StartsOn.AddDays(7 * weeks.Count));
        weeks.Add(week);
        return week;
    }

    private static TimeZoneInfo ZoneInfo(string zone) => TimeZoneInfo.FindSystemTimeZoneById(zone);
}

/// <summary>Name, beginning, zone and hour of a run.</summary>
/// <param name="Name">Such as "Spring run".</param>
/// <param name="StartsOn">First day of the first week.</param>
/// <param name="Zone">IANA time zone.</param>
/// <param name="OpensAt">Time of day at which Things open.</param>
public sealed record Timetable(string Name, DateOnly StartsOn, string Zone, TimeOnly OpensAt);

/// <summary>A week of a run.</summary>
public sealed class Week
{
    private Week() { }

    internal Week(int number, WeekKind kind, DateOnly startsOn)
    {
        Number = number;
        Kind = kind;
        StartsOn = startsOn;
    }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    /// <summary>What the week is for.</summary>
    public WeekKind Kind { get; private set; }

    /// <summary>Its first day, in the run's zone.</summary>
    public DateOnly StartsOn { get; private set; }
}

/// <summary>What a week is for.</summary>
public enum WeekKind
{
    /// <summary>Things open.</summary>
    Things = 0,

    /// <summary>A week to look back.</summary>
    Reflection = 1,

    /// <summary>Nothing opens.</summary>
    CatchUp = 2,

    /// <summary>The course rests.</summary>
    Break = 3,
}

/// <summary>When one Thing opens in one run.</summary>
public sealed class Opening
{
    private Opening() { }

    internal Opening(Id<Thing> thing, int? week, DateTimeOffset opensAt)
    {
        Thing = thing;
        Week = week;
        OpensAt = opensAt;
    }

    /// <summary>The Thing.</summary>
    public Id<Thing> Thing { get; private set; }

    /// <summary>Number of the week it belongs to; null when it was opened outside the timetable.</summary>
    public int? Week { get; private set; }

    /// <summary>From this moment on it is open: readers go by this, so that a delayed job changes nothing.</summary>
    public DateTimeOffset OpensAt { get; private set; }

    /// <summary>When its opening was told to people; null while that is to come.</summary>
    public DateTimeOffset? AnnouncedAt { get; private set; }

    internal bool Announce(DateTimeOffset now)
    {
        if (AnnouncedAt is not null)
        {
            return false;
        }

        OpensAt = OpensAt < now ? OpensAt : now;
        AnnouncedAt = now;
        return true;
    }
}

/// <summary>A Thing opened in a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Thing">The Thing.</param>
public sealed record ThingPublished(Id<Run> Run, Id<Thing> Thing) : IDomainEvent;
