using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CpdCourse.Web.Hosting;

/// <summary>Looks at what is about to be saved, and acts once it was: afterwards the change tracker no longer knows.</summary>
internal abstract class SaveWatch : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, object> noticed = [];

    /// <summary>Whether something that matters here is being saved.</summary>
    public bool Noticed(DbContext db) => noticed.TryGetValue(db, out _);

    /// <summary>Whether what is about to be saved matters here.</summary>
    protected abstract bool Matters(DbContext db);

    /// <summary>It was saved; within a transaction, if there is one.</summary>
    protected abstract void Saved(DbContext db);

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } db && Matters(db))
        {
            noticed.AddOrUpdate(db, db);
        }

        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } db && noticed.Remove(db))
        {
            Saved(db);
        }

        return ValueTask.FromResult(result);
    }
}
