using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CpdCourse.Web.Hosting;

/// <summary>Looks at what is about to be saved, and acts once it was: afterwards the change tracker no longer knows.</summary>
/// <typeparam name="T">What it remembers from the one to the other.</typeparam>
internal abstract class SaveWatch<T> : SaveChangesInterceptor
    where T : class
{
    private readonly ConditionalWeakTable<DbContext, T> noticed = [];

    /// <summary>What matters here of that which is being saved; null when nothing does.</summary>
    public T? Noticed(DbContext db) => noticed.TryGetValue(db, out var seen) ? seen : null;

    /// <summary>What matters here of that which is about to be saved; null when nothing does.</summary>
    protected abstract T? Look(DbContext db);

    /// <summary>It was saved; within a transaction, if there is one.</summary>
    protected abstract void Saved(DbContext db, T seen);

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } db)
        {
            // A save that failed leaves its notice behind, and contexts are used again.
            noticed.Remove(db);
            if (Look(db) is { } seen)
            {
                noticed.Add(db, seen);
            }
        }

        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } db && noticed.TryGetValue(db, out var seen))
        {
            noticed.Remove(db);
            Saved(db, seen);
        }

        return ValueTask.FromResult(result);
    }
}
