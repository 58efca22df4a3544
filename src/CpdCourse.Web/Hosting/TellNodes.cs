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
    private readonly ConditionalWeakTable<DbContext, News> untold = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } db)
        {
            Note(db);
        }

        return ValueTask.FromResult(result);
    }

    public override Task SaveChangesFailedAsync(
        DbContextErrorEventData eventData,
        CancellationToken cancellationToken = default
    ) => Forget(eventData.Context is { Database.CurrentTransaction: null } db ? db : null);

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
            await Tell((NpgsqlTransaction)transaction, news, cancellationToken);
        }

        return result;
    }

    public Task TransactionRolledBackAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    ) => Forget(eventData.Context);

    private Task Forget(DbContext? db)
    {
        if (db is not null)
        {
            untold.Remove(db);
        }

        return Task.CompletedTask;
    }

    private void Note(DbContext db)
    {
        var (changes, isCourse) = (seen.Noticed(db), course.Noticed(db) is not null);
        var isWork = jobs.Noticed(db) is not null;
        if (changes is null && !isCourse && !isWork)
        {
            return;
        }

        var news = untold.GetOrCreateValue(db);
        news.Course |= isCourse;
        news.Jobs |= isWork;
        if (changes is not null)
        {
            news.Add(changes);
        }

        // A single statement would go without a transaction, and so would the message.
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    private async Task Tell(NpgsqlTransaction transaction, News news, CancellationToken stop)
    {
        news.Node = me.Name;
        await using var command = new NpgsqlCommand(
            "SELECT pg_notify($1, $2)",
            transaction.Connection,
            transaction
        );
        command.Parameters.AddWithValue(News.Channel);
        command.Parameters.AddWithValue(news.Write());
        await command.ExecuteNonQueryAsync(stop);
    }
}
