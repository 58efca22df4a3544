namespace CpdCourse.Linking.Fetching;

/// <summary>The time an exchange may take. It runs from the first turn on, whatever the other side does; waiting for that turn is not the stranger's fault.</summary>
internal sealed class FetchBudget(TimeSpan total, CancellationToken stop) : IDisposable
{
    private readonly CancellationTokenSource limit =
        CancellationTokenSource.CreateLinkedTokenSource(stop);
    private bool isRunning;

    public CancellationToken Token => limit.Token;

    public bool IsSpent => limit.IsCancellationRequested;

    public void Start()
    {
        if (!isRunning)
        {
            isRunning = true;
            limit.CancelAfter(total);
        }
    }

    public void Dispose() => limit.Dispose();
}

/// <summary>Ends an exchange from within; never leaves SafeFetcher.</summary>
internal sealed class FetchEndedException(FetchProblem problem) : Exception(problem.ToString())
{
    public FetchProblem Problem => problem;
}
