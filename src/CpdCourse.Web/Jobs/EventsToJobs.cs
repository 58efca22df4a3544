using System.Runtime.CompilerServices;
using System.Text.Json;
using CpdCourse.Data;
using CpdCourse.Data.Jobs;
using CpdCourse.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CpdCourse.Web.Jobs;

/// <summary>On save, writes one job for each event and reaction: in the same transaction, so that neither can be without the other.</summary>
internal sealed class EventsToJobs(Reactions reactions, TimeProvider clock, JobBell bell)
    : SaveChangesInterceptor
{
    // Contexts whose save brings jobs: the runner is woken for those alone, never by its own book-keeping.
    private readonly ConditionalWeakTable<DbContext, object> bringing = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Write(eventData.Context);
        if (
            eventData.Context is { } db
            && db.ChangeTracker.Entries<Job>().Any(j => j.State is EntityState.Added)
        )
        {
            bringing.AddOrUpdate(db, db);
        }

        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } db && bringing.Remove(db))
        {
            bell.Ring();
        }

        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> SavingChanges(
        DbContextEventData eventData,
        InterceptionResult<int> result
    ) => throw new NotSupportedException("Save asynchronously: SaveChangesAsync.");

    private void Write(DbContext? context)
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
