using CpdCourse.Data;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Jobs;

/// <summary>
/// Wakes the runner when a save may have brought work: the worker that does only what is quick, and one of the others. Woken alone, the first would find
/// nothing to do in work for strangers' servers, and nobody else would have heard of it.
/// </summary>
internal sealed class JobBell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0, 1);
    private readonly SemaphoreSlim rungForQuick = new(0, 1);

    public void Ring()
    {
        Ring(rung);
        Ring(rungForQuick);
    }

    public Task<bool> Wait(TimeSpan atMost, CancellationToken stop, bool isQuick = false) =>
        (isQuick ? rungForQuick : rung).WaitAsync(atMost, stop);

    public void Dispose()
    {
        rung.Dispose();
        rungForQuick.Dispose();
    }

    private static void Ring(SemaphoreSlim bell)
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already rung.
        }
    }
}

/// <summary>Does what is due, a few jobs side by side, for as long as the site runs. One of the workers never waits for a stranger's server, so that the mail is not held up.</summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, JobBell bell, ILogger<JobRunner> log)
    : BackgroundService
{
    public const int SideBySide = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private bool isPlanned;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(
            Enumerable.Range(0, SideBySide).Select(n => Work(isQuick: n == 0, stoppingToken))
        );
    }

    private async Task Work(bool isQuick, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await Once(isQuick, stop) is { } rest)
                {
                    await bell.Wait(rest, stop, isQuick);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                // Whatever it is: an exception that left this method would stop the whole site. A database that restarts shows itself as many kinds of them.
                log.LogError(problem, "The job table cannot be used; trying again.");
                await Task.Delay(Pause, stop)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // How long to rest; null when something ran, so that more may be waiting.
    private async Task<TimeSpan?> Once(bool isQuick, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var worker = scope.ServiceProvider.GetRequiredService<JobWorker>();
        if (isQuick && !isPlanned)
        {
            var db = scope.ServiceProvider.GetRequiredService<CourseDb>();
            isPlanned = await db.Alone(() => Plan(worker, stop), stop);
        }

        return await worker.RunDue(stop, isQuick) ? null : await worker.Rest(Pause, stop, isQuick);
    }

    private static async Task<bool> Plan(JobWorker worker, CancellationToken stop)
    {
        await worker.PlanRecurring(stop);
        return true;
    }
}
