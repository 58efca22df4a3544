using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Jobs;

/// <summary>Wakes the runner when a save may have brought work.</summary>
internal sealed class JobBell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already rung.
        }
    }

    public Task<bool> Wait(TimeSpan atMost, CancellationToken stop) => rung.WaitAsync(atMost, stop);

    public void Dispose() => rung.Dispose();
}

/// <summary>Does what is due, a few jobs side by side so that a slow stranger's server never holds up the mail, for as long as the site runs.</summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, JobBell bell, ILogger<JobRunner> log)
    : BackgroundService
{
    private const int SideBySide = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(Enumerable.Range(0, SideBySide).Select(_ => Work(stoppingToken)));
    }

    private async Task Work(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!await Once(stop))
                {
                    await bell.Wait(Pause, stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (problem is DbException or DbUpdateException)
            {
                log.LogError(problem, "The job table cannot be used; trying again.");
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private async Task<bool> Once(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var worker = scope.ServiceProvider.GetRequiredService<JobWorker>();
        await worker.PlanRecurring(stop);
        return await worker.RunDue(stop);
    }
}
