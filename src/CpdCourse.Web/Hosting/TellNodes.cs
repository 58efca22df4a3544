using System.Data.Common;
using System.Runtime.CompilerServices;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// Tells the other nodes what a save has changed, within its transaction: PostgreSQL delivers the message when that is committed, and not at all when it is
/// rolled back. Comes after the watches in the list of interceptors.
/// </summary>
internal sealed class TellNodes(
    ChangesNoted seen,
    GlanceRefresh course,
    EventsToJobs jobs,
    ThisNode me
) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, StrongBox<News>> untold = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } db && Of(db) is var news and not News.None)
        {
            untold.GetOrCreateValue(db).Value |= news;
            // A single statement would go without, and so would the message.
            db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        }

        return ValueTask.FromResult(result);
    }

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } db && untold.TryGetValue(db, out var news))
        {
            untold.Remove(db);
            await Tell((NpgsqlTransaction)transaction, news.Value, cancellationToken);
        }

        return result;
    }

    public Task TransactionRolledBackAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } db)
        {
            untold.Remove(db);
        }

        return Task.CompletedTask;
    }

    private News Of(DbContext db) =>
        (seen.Noticed(db) ? News.Seen : News.None)
        | (course.Noticed(db) ? News.Course : News.None)
        | (jobs.Noticed(db) ? News.Jobs : News.None);

    private async Task Tell(NpgsqlTransaction transaction, News news, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            "SELECT pg_notify($1, $2)",
            transaction.Connection,
            transaction
        );
        command.Parameters.AddWithValue(Told.Channel);
        command.Parameters.AddWithValue(new Told(me.Name, news).ToString());
        await command.ExecuteNonQueryAsync(stop);
    }
}
