using System.Threading.RateLimiting;

namespace CpdCourse.Web.Hosting;

/// <summary>More texts wait to be rendered than anybody should wait for; nothing was done with this one.</summary>
internal sealed class TooManyTextsException()
    : Exception("Too many long texts are being made into pages.");

/// <summary>
/// A text can be made to cost a second, and a rendering cannot be stopped once it runs: long ones go one at a time for each person and two for the machine,
/// on threads of their own, and whoever waits holds none. Readers' pages go on meanwhile.
/// </summary>
internal sealed class RenderTurns(IHttpContextAccessor http) : IDisposable
{
    /// <summary>What is shorter costs less than a wait for one's turn.</summary>
    private const int ShortText = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly PartitionedRateLimiter<string> persons = PartitionedRateLimiter.Create<
        string,
        string
    >(who => RateLimitPartition.GetConcurrencyLimiter(who, _ => AtOnce(1, waiting: 4)));

    private readonly ConcurrencyLimiter machine = new(AtOnce(2, waiting: 40));

    /// <exception cref="TooManyTextsException">Its turn did not come in time.</exception>
    public async Task<T> Take<T>(string text, Func<T> render, CancellationToken stop)
    {
        if (text.Length < ShortText)
        {
            return render();
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            using var own = Got(await persons.AcquireAsync(Who(), 1, patience.Token));
            using var turn = Got(await machine.AcquireAsync(1, patience.Token));
            return await Task.Factory.StartNew(
                render,
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TooManyTextsException();
        }
    }

    public void Dispose()
    {
        persons.Dispose();
        machine.Dispose();
    }

    private string Who() =>
        http.HttpContext is { } context ? ServerHosting.Writer(context) : "the site itself";

    private static RateLimitLease Got(RateLimitLease lease)
    {
        if (!lease.IsAcquired)
        {
            lease.Dispose();
            throw new TooManyTextsException();
        }

        return lease;
    }

    private static ConcurrencyLimiterOptions AtOnce(int most, int waiting) =>
        new()
        {
            PermitLimit = most,
            QueueLimit = waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        };
}
