using System.Text.Json;
using CpdCourse.Data;
using CpdCourse.Data.Jobs;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CpdCourse.Web.Jobs;

/// <summary>On save, writes one job for each event and reaction: in the same transaction, so that neither can be without the other.</summary>
internal sealed class EventsToJobs(Reactions reactions, TimeProvider clock, JobBell bell)
    : SaveWatch<object>
{
    // The runner is woken by new jobs alone, never by its own book-keeping.
    protected override object? Look(DbContext db)
    {
        Write(db);
        return db.ChangeTracker.Entries<Job>().Any(j => j.State is EntityState.Added) ? bell : null;
    }

    protected override void Saved(DbContext db, object seen) => bell.Ring();

    public override InterceptionResult<int> SavingChanges(
        DbContextEventData eventData,
        InterceptionResult<int> result
    ) => throw new NotSupportedException("Save asynchronously: SaveChangesAsync.");

    private void Write(DbContext context)
    {
        if (context is not CourseDb db)
        {
            return;
        }

        var happened = db
            .ChangeTracker.Entries<Aggregate>()
            .SelectMany(entry => entry.Entity.TakeEvents())
            .ToList();
        foreach (var each in happened)
        {
            foreach (var kind in reactions.KindsFor(each.GetType()))
            {
                db.Jobs.Add(NewJob.Of(kind, each, clock.GetUtcNow()));
            }
        }
    }
}

internal static class NewJob
{
    public static Job Of(string kind, object payload, DateTimeOffset now, TimeSpan? delay = null) =>
        new()
        {
            Kind = kind,
            Payload = JsonSerializer.Serialize(payload, payload.GetType(), JobJson.Options),
            CreatedAt = now,
            DueAt = now + (delay ?? TimeSpan.Zero),
        };

    /// <summary>Asks for <typeparamref name="TTask"/> once the changes of this context are saved.</summary>
    public static void Later<TTask>(
        this CourseDb db,
        object payload,
        DateTimeOffset now,
        TimeSpan? delay = null
    ) => db.Jobs.Add(Of(typeof(TTask).Name, payload, now, delay));
}

internal static class JobJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.General);
}
