using CpdCourse.Data;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// Writes what many ask for at the same moment in one transaction: to keep fifty comments takes a disk no longer than to keep one. Who comes while one is being
/// kept is written with the next. Nobody has an answer before what they asked for is kept; what cannot be written together is written one by one.
/// </summary>
internal sealed class GroupedWrites(IServiceScopeFactory scopes) : IAsyncDisposable
{
    private const int Most = 64;

    // One of its own: who asks has other work for its thread while this waits for the disk.
    private readonly ModestThreads writer = new("grouped writes", count: 1);
    private readonly Lock gate = new();
    private readonly LinkedList<Wish> waiting = [];
    private bool isWriting;

    // From one group to the next: SQLite has the pages at hand that it wrote last, and what is said each time has been understood.
    private AsyncServiceScope? kept;

    /// <summary>Adds something new to what is saved next; what is changed in something that was there is not noticed. What a caller asks for is written even if they no longer wait: others are written with it.</summary>
    /// <param name="key">Of two with the same key, the second is not written together with the first.</param>
    /// <param name="add">Adds it to the database, in a transaction that this ends; run again when the transaction could not be kept.</param>
    /// <exception cref="BusyException">Others write for too long.</exception>
    public Task<T> Write<T>(string key, Func<CourseDb, Task<T>> add)
    {
        var wish = new Wish<T>(key, add);
        if (Begins(wish))
        {
            // What is written belongs to many requests, and to none.
            using (ExecutionContext.SuppressFlow())
            {
                _ = writer.Run(WriteAll);
            }
        }

        return wish.Result;
    }

    public async ValueTask DisposeAsync()
    {
        writer.Dispose();
        if (kept is { } scope)
        {
            await scope.DisposeAsync();
        }
    }

    private bool Begins(Wish wish)
    {
        lock (gate)
        {
            waiting.AddLast(wish);
            return !isWriting && (isWriting = true);
        }
    }

    private async Task WriteAll()
    {
        while (Next() is { Count: > 0 } batch)
        {
            await WriteBatch(batch);
        }
    }

    private List<Wish> Next()
    {
        lock (gate)
        {
            var batch = waiting.DistinctBy(w => w.Key, StringComparer.Ordinal).Take(Most).ToList();
            batch.ForEach(w => waiting.Remove(w));
            isWriting = batch.Count > 0;
            return batch;
        }
    }

    private async Task WriteBatch(List<Wish> batch)
    {
        try
        {
            await WriteTogether(batch);
        }
        catch (Exception problem) when (problem is BusyException || batch.Count == 1)
        {
            batch.ForEach(w => w.Fail(problem));
        }
        catch (Exception)
        {
            // One of them cannot be written; the others must not suffer for it.
            foreach (var wish in batch)
            {
                await WriteBatch([wish]);
            }
        }
    }

    private async Task WriteTogether(List<Wish> batch)
    {
        var db = kept?.ServiceProvider.GetRequiredService<CourseDb>() ?? await Open();
        try
        {
            await using var transaction = await db.Begin(CancellationToken.None);
            foreach (var wish in batch)
            {
                await wish.Add(db);
            }

            await db.SaveChangesAsync(CancellationToken.None);
            await transaction.Commit(CancellationToken.None);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }

        batch.ForEach(w => w.Done());
    }

    private async Task<CourseDb> Open()
    {
        kept = scopes.CreateAsyncScope();
        var db = kept.Value.ServiceProvider.GetRequiredService<CourseDb>();
        db.Database.AutoSavepointsEnabled = false;
        // What is written together is new: there is no change to look for in what others have added.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await db.KeepMorePages();
        return db;
    }

    private abstract class Wish(string key)
    {
        public string Key => key;

        public abstract Task Add(CourseDb db);

        public abstract void Done();

        public abstract void Fail(Exception problem);
    }

    private sealed class Wish<T>(string key, Func<CourseDb, Task<T>> add) : Wish(key)
    {
        private readonly TaskCompletionSource<T> result = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        private T added = default!;

        public Task<T> Result => result.Task;

        public override async Task Add(CourseDb db) => added = await add(db);

        public override void Done() => result.TrySetResult(added);

        public override void Fail(Exception problem) => result.TrySetException(problem);
    }
}
