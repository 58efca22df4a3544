using System.Data.Common;

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

/// <summary>Does what is due, a few jobs at a time, for as long as the site runs.</summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, JobBell bell, ILogger<JobRunner> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await Once(stoppingToken))
                {
                    await bell.Wait(Pause, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (DbException problem)
            {
                log.LogError(problem, "The job table cannot be read; trying again.");
                await Task.Delay(Pause, stoppingToken);
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
