using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Hosting;

/// <summary>The course at a glance: what nearly every page needs of it, read once and kept until something of it is saved.</summary>
public sealed record Glance(
    string Title,
    string Tagline,
    string Lead,
    string Licence,
    string Language,
    IReadOnlyList<ThingGlance> Things,
    RunGlance? Run
)
{
    public ThingGlance? Thing(int number) => Things.FirstOrDefault(t => t.Number == number);

    public ThingGlance? Thing(Id<Thing> id) => Things.FirstOrDefault(t => t.Id == id);

    /// <summary>The day of a moment in the run's zone; in UTC as long as there is no run.</summary>
    public DateOnly Day(DateTimeOffset moment) =>
        Run?.Day(moment) ?? DateOnly.FromDateTime(moment.UtcDateTime);

    /// <summary>True when the Thing can be read: without a run everything is open.</summary>
    public bool IsOpen(ThingGlance thing, DateTimeOffset now) =>
        Run is null || Run.OpensAt(thing.Id) <= now;

    /// <summary>The Things of the week it is; after a week without, the ones opened last stay "now" no longer.</summary>
    public IReadOnlyList<ThingGlance> ThisWeek(DateTimeOffset now)
    {
        var week = Run?.WeekAt(now)?.Number;
        return week is null
            ? []
            :
            [
                .. Things.Where(t =>
                    Run!.Opening(t.Id) is { } o && o.Week == week && o.OpensAt <= now
                ),
            ];
    }

    /// <summary>The newest open Thing: where "start writing" leads.</summary>
    public ThingGlance? Newest(DateTimeOffset now) =>
        Run is null
            ? Things.Count > 0
                ? Things[0]
                : null
            : Things.Where(t => IsOpen(t, now)).MaxBy(t => (Run.OpensAt(t.Id), t.Number));

    /// <summary>The next Thing to open, if any.</summary>
    public ThingGlance? Next(DateTimeOffset now) =>
        Things
            .Where(t => Run is not null && Run.Opening(t.Id)?.OpensAt > now)
            .MinBy(t => Run!.OpensAt(t.Id));
}

public sealed record ThingGlance(
    Id<Thing> Id,
    int Number,
    string Title,
    string Summary,
    int Minutes,
    int Questions,
    IReadOnlyList<CategoryName> Categories
);

public sealed record CategoryName(string Name, string Slug);

public sealed record OpeningGlance(Id<Thing> Thing, int? Week, DateTimeOffset OpensAt);

public sealed record WeekGlance(int Number, WeekKind Kind, DateOnly StartsOn);

public sealed record RunGlance(
    Id<Run> Id,
    string Name,
    string Slug,
    TimeZoneInfo Zone,
    DateOnly StartsOn,
    IReadOnlyList<WeekGlance> Weeks,
    IReadOnlyList<OpeningGlance> Openings
)
{
    public OpeningGlance? Opening(Id<Thing> thing) =>
        Openings.FirstOrDefault(o => o.Thing == thing);

    /// <summary>When the Thing opens; far ahead for one without a date.</summary>
    public DateTimeOffset OpensAt(Id<Thing> thing) =>
        Opening(thing)?.OpensAt ?? DateTimeOffset.MaxValue;

    public DateOnly Today(DateTimeOffset now) => Day(now);

    /// <summary>The day of a moment in the run's zone.</summary>
    public DateOnly Day(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    public WeekGlance? WeekAt(DateTimeOffset now)
    {
        var day = Today(now).DayNumber - StartsOn.DayNumber;
        return day < 0 ? null : Weeks.FirstOrDefault(w => w.Number == (day / 7) + 1);
    }

    public WeekGlance? Week(int number) => Weeks.FirstOrDefault(w => w.Number == number);
}

/// <summary>Keeps the glance; asks the database again after a save that touched the course, and at the latest after some seconds (another node may have saved).</summary>
public sealed class GlanceCache(IServiceScopeFactory scopes, TimeProvider clock)
{
    private volatile Kept? kept;
    private int forgotten;

    public void Forget()
    {
        Interlocked.Increment(ref forgotten);
        kept = null;
    }

    public async ValueTask<Glance> Get(CancellationToken stop)
    {
        var now = clock.GetTimestamp();
        if (kept is { } known && clock.GetElapsedTime(known.At, now) < KeptReads.Fresh)
        {
            return known.Glance;
        }

        var before = Volatile.Read(ref forgotten);
        await using var scope = scopes.CreateAsyncScope();
        var glance = await Read(
            scope.ServiceProvider.GetRequiredService<CourseDb>(),
            clock.GetUtcNow(),
            stop
        );
        if (before == Volatile.Read(ref forgotten))
        {
            // Otherwise something was saved while it was read, and this may be what was there before.
            kept = new Kept(glance, now);
        }

        return glance;
    }

    private static async Task<Glance> Read(CourseDb db, DateTimeOffset now, CancellationToken stop)
    {
        var course =
            await db.Courses.AsNoTracking().SingleOrDefaultAsync(stop) ?? new Course("23 Things");
        var things = await db
            .Things.AsNoTracking()
            .OrderBy(t => t.Number)
            .Select(t => new ThingGlance(
                t.Id,
                t.Number,
                t.Title,
                t.Summary,
                t.Minutes,
                t.Prompts.Count,
                t.Categories.Select(c => new CategoryName(c.Name, c.Slug)).ToList()
            ))
            .ToListAsync(stop);
        return new Glance(
            course.Title,
            course.Tagline,
            course.Lead,
            course.Licence,
            course.Language,
            things,
            await ReadRun(db, now, stop)
        );
    }

    // The run that began last; before the first has begun, the one that begins next.
    private static async Task<RunGlance?> ReadRun(
        CourseDb db,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var runs = await db
            .Runs.AsNoTracking()
            .Include(r => r.Weeks)
            .Include(r => r.Openings)
            .AsSplitQuery()
            .ToListAsync(stop);
        var run =
            runs.Where(r => r.StartsOn <= r.Today(now)).MaxBy(r => r.StartsOn)
            ?? runs.MinBy(r => r.StartsOn);
        return run is null
            ? null
            : new RunGlance(
                run.Id,
                run.Name,
                run.Slug,
                TimeZoneInfo.FindSystemTimeZoneById(run.Zone),
                run.StartsOn,
                [.. run.Weeks.Select(w => new WeekGlance(w.Number, w.Kind, w.StartsOn))],
                [.. run.Openings.Select(o => new OpeningGlance(o.Thing, o.Week, o.OpensAt))]
            );
    }

    private sealed record Kept(Glance Glance, long At);
}

/// <summary>Tells the cache when a save touched the course.</summary>
internal sealed class GlanceRefresh(GlanceCache cache) : SaveWatch<object>
{
    protected override object? Look(DbContext db) =>
        db.ChangeTracker.Entries().Any(IsCourse) ? cache : null;

    protected override void Saved(DbContext db, object seen) => cache.Forget();

    private static bool IsCourse(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry entry) =>
        entry
            is {
                Entity: Course or Thing or Prompt or Run or Week or Opening,
                State: not EntityState.Unchanged
            };
}
