using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// Threads for work that gives way: when there is not processor enough for everybody, the others go first and this goes on with what is left. What is begun here
/// goes on here after each wait, unless a library chooses otherwise.
/// </summary>
internal sealed class ModestThreads : TaskScheduler, IDisposable
{
    // How much others are preferred, from 0 to 19 (setpriority(2)): of a processor that both want, these get a tenth.
    public const int Niceness = 10;

    [ThreadStatic]
    private static ModestThreads? here;

    private readonly BlockingCollection<Task> waiting = [];

    /// <param name="name">What they are called where threads are listed; at most 15 letters are shown.</param>
    /// <param name="count">How many.</param>
    public ModestThreads(string name, int count)
    {
        MaximumConcurrencyLevel = count;
        for (var n = 0; n < count; n++)
        {
            new Thread(Work) { IsBackground = true, Name = name }.Start();
        }
    }

    public override int MaximumConcurrencyLevel { get; }

    /// <summary>Begins it here.</summary>
    public Task Run(Func<Task> work) =>
        Task
            .Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this)
            .Unwrap();

    /// <summary>The threads end when they have done what waits. What comes later is done elsewhere.</summary>
    public void Dispose() => waiting.CompleteAdding();

    protected override void QueueTask(Task task)
    {
        try
        {
            waiting.Add(task);
        }
        catch (InvalidOperationException)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => TryExecuteTask(task), null);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        here == this && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => waiting;

    private void Work()
    {
        here = this;
        GiveWay();
        foreach (var task in waiting.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }

    // The priority that .NET knows means nothing on Linux. To ask for less is allowed to everybody; were it not, these would be threads like others.
    private static void GiveWay()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetPriority(which: 0, who: 0, Niceness);
        }
        else
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        }
    }

    // On Linux 0 and 0 are the thread that asks, not its process.
    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int niceness);
}
