using System.Text.Json;
using CpdCourse.Data;
using CpdCourse.Data.Jobs;
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

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
    ];

    /// <summary>Makes sure that each recurring task has its row; the unique name lets one node win.</summary>
    public async Task PlanRecurring(CancellationToken stop)
    {
        var known = await db.Jobs.Where(j => j.Name != null).Select(j => j.Name!).ToListAsync(stop);
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
        catch (DbUpdateException)
        {
            // Another node planned it at the same moment.
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Runs everything that is due now.</summary>
    /// <returns>True when something ran, so that more may be waiting.</returns>
    public async Task<bool> RunDue(CancellationToken stop)
    {
        var ran = false;
        while (await Claim(stop) is { } job)
        {
            ran = true;
            await Run(job, stop);
        }

        return ran;
    }

    private async Task<Job?> Claim(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var id = await db
            .Jobs.Where(j =>
                j.ParkedAt == null
                && j.DueAt <= now
                && (j.LeasedUntil == null || j.LeasedUntil < now)
            )
            .OrderBy(j => j.DueAt)
            .Select(j => j.Id)
            .FirstOrDefaultAsync(stop);
        if (id == default)
        {
            return null;
        }

        // One statement on either database: of several nodes, only the first finds the row still free.
        var claimed = await db
            .Jobs.Where(j => j.Id == id && (j.LeasedUntil == null || j.LeasedUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.LeasedUntil, now + Lease), stop);
        db.ChangeTracker.Clear();
        return claimed == 1
            ? await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, stop)
            : await Claim(stop);
    }

    private async Task Run(Job job, CancellationToken stop)
    {
        try
        {
            await Handle(job, stop);
            Finish(job);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            job.LeasedUntil = null;
            await db.SaveChangesAsync(CancellationToken.None);
            throw;
        }
        catch (Exception problem)
        {
            log.LogError(
                problem,
                "Job {Kind} went wrong, try {Attempt}.",
                job.Kind,
                job.Attempts + 1
            );
            Delay(job, problem.Message);
        }

        await db.SaveChangesAsync(stop);
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
        await handler.Run(scope.ServiceProvider, payload, stop);
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

    private void Delay(Job job, string problem)
    {
        job.LastError = problem.Length > 500 ? problem[..500] : problem;
        job.LeasedUntil = null;
        if (job.Attempts < Delays.Length)
        {
            job.DueAt = clock.GetUtcNow() + Delays[job.Attempts];
        }
        else if (job.Name is null)
        {
            job.ParkedAt = clock.GetUtcNow();
        }

        job.Attempts++;
    }
}
