namespace CpdCourse.Linking.Fetching;

/// <summary>Lets requests go out one at a time for each host and eight at a time in all (protocols 9.3). Hosts nobody waits for are forgotten.</summary>
internal sealed class HostTurns : IDisposable
{
    private const int AtOnce = 8;

    private readonly SemaphoreSlim all = new(AtOnce, AtOnce);
    private readonly Dictionary<string, Line> lines = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    internal int HostsKept
    {
        get
        {
            lock (gate)
            {
                return lines.Count;
            }
        }
    }

    /// <summary>Waits for a turn, host first, so that the line before one slow host does not hold up the others; null when patience ran out.</summary>
    public async Task<IDisposable?> Take(string host, TimeSpan patience, CancellationToken stop)
    {
        var line = Join(host);
        try
        {
            if (!await line.Turn.WaitAsync(patience, stop))
            {
                Leave(host, line);
                return null;
            }
        }
        catch (OperationCanceledException)
        {
            Leave(host, line);
            throw;
        }

        var turn = new Turn(this, host, line);
        try
        {
            turn.HasPlace = await all.WaitAsync(patience, stop);
        }
        catch (OperationCanceledException)
        {
            turn.Dispose();
            throw;
        }

        if (turn.HasPlace)
        {
            return turn;
        }

        turn.Dispose();
        return null;
    }

    public void Dispose() => all.Dispose();

    private Line Join(string host)
    {
        lock (gate)
        {
            if (!lines.TryGetValue(host, out var line))
            {
                lines.Add(host, line = new Line());
            }

            line.People++;
            return line;
        }
    }

    private void Leave(string host, Line line)
    {
        lock (gate)
        {
            if (--line.People == 0)
            {
                lines.Remove(host);
            }
        }
    }

    private sealed class Line
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int People { get; set; }
    }

    private sealed class Turn(HostTurns turns, string host, Line line) : IDisposable
    {
        public bool HasPlace { get; set; }

        public void Dispose()
        {
            if (HasPlace)
            {
                turns.all.Release();
            }

            line.Turn.Release();
            turns.Leave(host, line);
        }
    }
}
