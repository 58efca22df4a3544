using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace CpdCourse.Data;

/// <summary>The database is taken for longer than anybody should wait; nothing was written.</summary>
public sealed class BusyException()
    : Exception("Others are writing for longer than one should wait. Nothing was written.");

/// <summary>
/// SQLite lets one write at a time. Whoever wants to waits here for their turn, in the order they came, without holding a thread; left to itself the
/// provider sleeps and asks again, and whoever has bad luck sleeps each time. One process alone writes to a SQLite file.
/// </summary>
/// <param name="patience">How long anybody waits; five seconds unless told.</param>
public sealed class WriteTurns(TimeSpan? patience = null) : IDisposable
{
    private readonly TimeSpan patience = patience ?? TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Waits for one's turn; it ends when what is given back is disposed.</summary>
    /// <exception cref="BusyException">It did not come in time.</exception>
    public async Task<IDisposable> Wait(CancellationToken stop) =>
        await turn.WaitAsync(patience, stop) ? new Turn(turn) : throw new BusyException();

    public void Dispose() => turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private SemaphoreSlim? held = turn;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}

/// <summary>A transaction in one's turn to write. What was not committed when it is disposed was never written.</summary>
public sealed class WriteTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction transaction;
    private readonly IDisposable? turn;

    internal WriteTransaction(IDbContextTransaction transaction, IDisposable? turn)
    {
        this.transaction = transaction;
        this.turn = turn;
    }

    /// <summary>Keeps what was written.</summary>
    public Task Commit(CancellationToken stop) => transaction.CommitAsync(stop);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            turn?.Dispose();
        }
    }
}

/// <summary>Statements that change many rows at once, outside a transaction, take their turn too.</summary>
public sealed class TurnOfCommand(WriteTurns turns) : DbCommandInterceptor
{
    private readonly ConditionalWeakTable<DbCommand, IDisposable> held = [];

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (
            eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete
            && eventData.Context?.Database.CurrentTransaction is null
        )
        {
            held.Add(command, await turns.Wait(cancellationToken));
        }

        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        End(command);
        return ValueTask.FromResult(result);
    }

    public override Task CommandFailedAsync(
        DbCommand command,
        CommandErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        End(command);
        return Task.CompletedTask;
    }

    public override Task CommandCanceledAsync(
        DbCommand command,
        CommandEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        End(command);
        return Task.CompletedTask;
    }

    private void End(DbCommand command)
    {
        if (held.TryGetValue(command, out var turn))
        {
            held.Remove(command);
            turn.Dispose();
        }
    }
}
