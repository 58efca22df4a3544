using System.Data.Common;
using System.Runtime.CompilerServices;
using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Data.Jobs;
using CpdCourse.Domain.Writing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CpdCourse.Web.Hosting;

/// <summary>Counts the saves that readers can see something of. What was worked out before the last of them is out of date.</summary>
public sealed class Changes
{
    private long count;

    public long Count => Interlocked.Read(ref count);

    /// <summary>Something that readers see has changed.</summary>
    public void Note() => Interlocked.Increment(ref count);
}

/// <summary>Notes each save of something that readers see; drafts, jobs and sign-ins are none of theirs.</summary>
internal sealed class ChangesNoted(Changes changes) : SaveWatch, IDbTransactionInterceptor
{
    private static readonly string[] OfDrafts =
    [
        nameof(Post.Draft),
        nameof(Post.DraftSavedAt),
        nameof(Post.Version),
    ];

    private readonly ConditionalWeakTable<DbContext, object> waiting = [];

    protected override bool Matters(DbContext db) => db.ChangeTracker.Entries().Any(IsSeen);

    protected override void Saved(DbContext db)
    {
        changes.Note();
        if (db.Database.CurrentTransaction is not null)
        {
            // Nobody else sees it before the transaction is through: whoever looked meanwhile saw what was there before.
            waiting.AddOrUpdate(db, db);
        }
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } db && waiting.Remove(db))
        {
            changes.Note();
        }

        return Task.CompletedTask;
    }

    private static bool IsSeen(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        && entry.Entity switch
        {
            Job or SiteNote or Revision or Account or IdentityUserClaim<Guid> => false,
            Post post => !IsDraftOnly(entry, post),
            _ => true,
        };

    // The editor saves every few seconds, and none of it is shown before it is published.
    private static bool IsDraftOnly(EntityEntry entry, Post post) =>
        entry.State is EntityState.Added
            ? post.State is PostState.Draft
            : entry.State is EntityState.Modified
                && entry
                    .Properties.Where(p => p.IsModified)
                    .All(p => OfDrafts.Contains(p.Metadata.Name, StringComparer.Ordinal));
}
