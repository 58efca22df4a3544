using CpdCourse.Data;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// Writes what many ask for at the same moment in one transaction: to keep fifty comments takes a disk no longer than to keep one. Who comes while one is being
/// kept is written with the next. Nobody has an answer before what they asked for is kept; what cannot be written together is written one by one.
/// </summary>
internal sealed class GroupedWrites(IServiceScopeFactory scopes) : IAsyncDisposable
{
    private const int Most = 64;

    private readonly Lock gate = new();
    private readonly LinkedList<Wish> waiting = [];
    private bool isLed;

    // From one group to the next: SQLite has the pages at hand that it wrote last, and what is said each time has been understood.
    private AsyncServiceScope? kept;

    /// <summary>Adds something new to what is saved next; what is changed in something that was there is not noticed. What a caller asks for is written even if they no longer wait: others are written with it.</summary>
    /// <param name="key">Of two with the same key, the second is not written together with the first.</param>
    /// <param name="add">Adds it to the database, in a transaction that this ends; run again when the transaction could not be kept.</param>
    /// <exception cref="BusyException">Others write for too long.</exception>
    public async Task<T> Write<T>(string key, Func<CourseDb, Task<T>> add)
    {
        var wish = new Wish<T>(key, add);
        if (Leads(wish) || await wish.Called)
        {
            try
            {
                await WriteBatch(Batch());
            }
            finally
            {
                PassOn();
            }
        }

        return await wish.Result;
    }

    public ValueTask DisposeAsync() => kept?.DisposeAsync() ?? ValueTask.CompletedTask;

    private bool Leads(Wish wish)
    {
        lock (gate)
        {
            waiting.AddLast(wish);
            return !isLed && (isLed = true);
        }
    }

    private List<Wish> Batch()
    {
        lock (gate)
        {
            var batch = waiting.DistinctBy(w => w.Key, StringComparer.Ordinal).Take(Most).ToList();
            batch.ForEach(w => waiting.Remove(w));
            return batch;
        }
    }

    // Whoever has waited longest writes next, so that nobody works for others without end.
    private void PassOn()
    {
        lock (gate)
        {
            isLed = waiting.First is not null;
            waiting.First?.Value.Lead();
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
        // True for whoever is to write, false for whoever was written by another.
        private readonly TaskCompletionSource<bool> called = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );

        public string Key => key;

        public Task<bool> Called => called.Task;

        public void Lead() => called.TrySetResult(true);

        public abstract Task Add(CourseDb db);

        public virtual void Done() => called.TrySetResult(false);

        public virtual void Fail(Exception problem) => called.TrySetResult(false);
    }

    private sealed class Wish<T>(string key, Func<CourseDb, Task<T>> add) : Wish(key)
    {
        private readonly TaskCompletionSource<T> result = new();
        private T added = default!;

        public Task<T> Result => result.Task;

        public override async Task Add(CourseDb db) => added = await add(db);

        public override void Done()
        {
            result.TrySetResult(added);
            base.Done();
        }

        public override void Fail(Exception problem)
        {
            result.TrySetException(problem);
            base.Fail(problem);
        }
    }
}
