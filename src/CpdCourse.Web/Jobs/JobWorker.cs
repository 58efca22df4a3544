using System.Text.Json;
using CpdCourse.Data;
using CpdCourse.Data.Jobs;
using CpdCourse.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Jobs;

/// <summary>Claims due jobs with a lease, runs each in a scope of its own, tries again with growing delays, and parks what goes wrong for good.</summary>
internal sealed class JobWorker(
    CourseDb db,
    IServiceScopeFactory scopes,
    Reactions reactions,
    TimeProvider clock,
    ILogger<JobWorker> log
)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // Whoever wakes too early has to rest again.
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
    ];

    /// <summary>Makes sure that each recurring task has its row, and no other name has one; the unique name lets one node win.</summary>
    public async Task PlanRecurring(CancellationToken stop)
    {
        await PutRight(stop);
        var known = await db.Jobs.Where(j => j.Name != null).Select(j => j.Name!).ToListAsync(stop);
        var former = known.Except(reactions.Recurring.Keys, StringComparer.Ordinal).ToList();
        if (former.Count > 0)
        {
            await db.Jobs.Where(j => former.Contains(j.Name!)).ExecuteDeleteAsync(stop);
        }

        var missing = reactions.Recurring.Keys.Except(known, StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        db.Jobs.AddRange(
            missing.Select(name => new Job
            {
                Kind = name,
                Name = name,
                Payload = "{}",
                CreatedAt = now,
                DueAt = now,
            })
        );
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (Exception problem) when (problem.IsSomebodyElses())
        {
            // Another node planned it at the same moment.
            db.ChangeTracker.Clear();
        }
    }

    // A clock that was far ahead left plans for then; nothing that recurs rests for longer than its interval, or the longest rest after a failure.
    private async Task PutRight(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var latest = now + reactions.Recurring.Values.Append(Delays[^1]).Max();
        var strays = db.Jobs.Where(j => j.Name != null && j.DueAt > latest);
        if (await strays.AnyAsync(stop))
        {
            await strays.ExecuteUpdateAsync(set => set.SetProperty(j => j.DueAt, now), stop);
        }
    }

    /// <summary>Runs everything that is due now; without the work that waits for strangers' servers when <paramref name="isQuick"/>.</summary>
    /// <returns>True when something ran, so that more may be waiting.</returns>
    public async Task<bool> RunDue(CancellationToken stop, bool isQuick = false)
    {
        var ran = false;
        while (await Claim(isQuick, stop) is { } job)
        {
            ran = true;
            await Run(job, stop);
        }

        return ran;
    }

    /// <summary>How long it takes until something is due: what was put off for a second is done after a second.</summary>
    public async Task<TimeSpan> Rest(TimeSpan longest, CancellationToken stop, bool isQuick = false)
    {
        var now = clock.GetUtcNow();
        var end = now + longest;
        var next = await Mine(isQuick)
            .Where(j => j.LeasedUntil == null && j.DueAt > now && j.DueAt < end)
            .OrderBy(j => j.DueAt)
            .Select(j => (DateTimeOffset?)j.DueAt)
            .FirstOrDefaultAsync(stop);
        return next is { } due ? due - now + AMoment : longest;
    }

    private async Task<Job?> Claim(bool isQuick, CancellationToken stop)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var free = Free(isQuick, now);
            var id = await free.OrderBy(j => j.DueAt).Select(j => j.Id).FirstOrDefaultAsync(stop);
            if (id == default)
            {
                return null;
            }

            // One statement on either database: of several nodes, only the first finds the row still free. The try counts from here, so that a job
            // which takes the whole program down comes to an end as well.
            var claimed = await free.Where(j => j.Id == id)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(j => j.LeasedUntil, now + Lease)
                            .SetProperty(j => j.Attempts, j => j.Attempts + 1),
                    stop
                );
            db.ChangeTracker.Clear();
            if (
                claimed == 1
                && await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, stop) is { } job
            )
            {
                return job;
            }
        }
    }

    private IQueryable<Job> Free(bool isQuick, DateTimeOffset now) =>
        Mine(isQuick).Where(j => j.DueAt <= now && (j.LeasedUntil == null || j.LeasedUntil < now));

    private IQueryable<Job> Mine(bool isQuick)
    {
        var jobs = db.Jobs.Where(j => j.ParkedAt == null);
        return isQuick ? jobs.Where(j => !reactions.Slow.Contains(j.Kind)) : jobs;
    }

    private async Task Run(Job job, CancellationToken stop)
    {
        try
        {
            if (job.Name is null && job.Attempts > Delays.Length + 1)
            {
                throw new InvalidOperationException("The program ended each time it did this.");
            }

            await Handle(job, stop);
            Finish(job);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            job.LeasedUntil = null;
            job.Attempts--;
            await db.SaveChangesAsync(CancellationToken.None);
            throw;
        }
        catch (JobPostponedException postponed)
        {
            AskAnew(job, postponed.Rest);
            Finish(job);
        }
        catch (Exception problem)
        {
            log.LogError(problem, "Job {Kind} went wrong, try {Attempt}.", job.Kind, job.Attempts);
            Delay(job, problem.Message);
        }

        // Also when the site is being stopped: what was done, such as a letter sent, must not be done again.
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task Handle(Job job, CancellationToken stop)
    {
        var handler =
            reactions.Find(job.Kind)
            ?? throw new InvalidOperationException($"Nothing handles {job.Kind}.");
        var payload =
            JsonSerializer.Deserialize(job.Payload, handler.Payload, JobJson.Options)
            ?? throw new InvalidOperationException("The job has no payload.");
        await using var scope = scopes.CreateAsyncScope();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var keeping = KeepLease(job.Id, done.Token);
        try
        {
            await handler.Run(scope.ServiceProvider, payload, stop);
        }
        finally
        {
            await done.CancelAsync();
            await keeping;
        }
    }

    // What takes longer than a lease, such as a backup, keeps its own: nobody else may take it up meanwhile.
    private async Task KeepLease(Id<Job> id, CancellationToken done)
    {
        using var timer = new PeriodicTimer(Lease / 2, clock);
        while (!done.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(done);
                var until = clock.GetUtcNow() + Lease;
                await using var scope = scopes.CreateAsyncScope();
                await scope
                    .ServiceProvider.GetRequiredService<CourseDb>()
                    .Jobs.Where(j => j.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(j => j.LeasedUntil, until), done);
            }
            catch (Exception) when (done.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                log.LogWarning(problem, "The lease of job {Job} was not made longer.", id);
            }
        }
    }

    // A row of its own: it has all its tries, and the other workers hear of it.
    private void AskAnew(Job job, TimeSpan rest)
    {
        var now = clock.GetUtcNow();
        db.Jobs.Add(
            new Job
            {
                Kind = job.Kind,
                Payload = job.Payload,
                CreatedAt = now,
                DueAt = now + rest,
            }
        );
    }

    private void Finish(Job job)
    {
        if (job.Name is not null && reactions.Recurring.TryGetValue(job.Name, out var interval))
        {
            job.DueAt = clock.GetUtcNow() + interval;
            job.LeasedUntil = null;
            job.Attempts = 0;
            job.LastError = null;
        }
        else
        {
            db.Jobs.Remove(job);
        }
    }

    // What was asked for once is parked in the end; what recurs is tried for as long as the program has it.
    private void Delay(Job job, string problem)
    {
        job.LastError = Text.Cut(problem, 500);
        job.LeasedUntil = null;
        if (job.Name is null && job.Attempts > Delays.Length)
        {
            job.ParkedAt = clock.GetUtcNow();
        }
        else
        {
            job.DueAt = clock.GetUtcNow() + Delays[Math.Min(job.Attempts, Delays.Length) - 1];
        }
    }
}
