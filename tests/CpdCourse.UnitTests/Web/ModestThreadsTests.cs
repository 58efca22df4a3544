using CpdCourse.Web.Hosting;

namespace CpdCourse.UnitTests.Web;

public sealed class ModestThreadsTests : IDisposable
{
    private readonly ModestThreads threads = new("modest", 2);

    public void Dispose() => threads.Dispose();

    [Fact]
    public async Task What_is_begun_here_goes_on_here_after_each_wait()
    {
        var seen = new List<string?>();

        await threads.Run(async () =>
        {
            seen.Add(Thread.CurrentThread.Name);
            await Task.Yield();
            seen.Add(Thread.CurrentThread.Name);
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            seen.Add(Thread.CurrentThread.Name);
        });

        Assert.Equal(["modest", "modest", "modest"], seen);
        Assert.NotEqual("modest", Thread.CurrentThread.Name);
    }

    [Fact]
    public async Task They_give_way_and_nobody_else_does()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux(),
            "The niceness of a thread is read from Linux."
        );
        int? here = null;

        await threads.Run(() => Task.FromResult(here = Niceness()));

        Assert.Equal(ModestThreads.Niceness, here);
        Assert.Equal(0, Niceness());
    }

    [Fact]
    public async Task As_many_are_worked_on_at_once_as_there_are_threads()
    {
        using var both = new Barrier(2);

        await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    threads.Run(() =>
                    {
                        Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(10)));
                        return Task.CompletedTask;
                    })
                )
        );
    }

    [Fact]
    public async Task What_fails_fails_for_whoever_asked_for_it()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            threads.Run(() => throw new InvalidOperationException())
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            threads.Run(async () =>
            {
                await Task.Yield();
                throw new InvalidOperationException();
            })
        );
    }

    [Fact]
    public async Task What_comes_when_they_have_ended_is_done_elsewhere()
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var late = threads.Run(async () => await end.Task);

        threads.Dispose();
        end.SetResult();

        await late;
        await threads.Run(() => Task.CompletedTask);
    }

    // The 19th word of proc_pid_stat(5); the second may hold spaces, and ends with a bracket.
    private static int Niceness() =>
        int.Parse(
            File.ReadAllText("/proc/thread-self/stat").Split(')')[^1].Split(' ')[17],
            System.Globalization.CultureInfo.InvariantCulture
        );
}
