namespace CpdCourse.Web.Hosting;

/// <summary>
/// Counts by name within fixed spans of time, each beginning with a name's first try. In memory: nothing of an address is kept for longer than a span
/// or looked up later, and each node counts for itself.
/// </summary>
internal sealed class TimeWindows(int most, TimeSpan span, TimeProvider clock)
{
    private const int SweepAt = 1_000;

    // A flood from a hundred thousand networks is no time to grow.
    private const int Full = 100_000;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Window> open = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private int sweepAt = SweepAt;
    private long swept;

    /// <summary>Takes one; false when there is none left in this span.</summary>
    public bool TryTake(string name) => TryTake(name, out _);

    /// <summary>Takes one; false when there is none left in this span, with what is left of the span.</summary>
    public bool TryTake(string name, out TimeSpan rest)
    {
        rest = span;
        lock (gate)
        {
            var now = clock.GetTimestamp();
            if (!open.TryGetValue(name, out var window) || IsOver(window, now))
            {
                window = new Window(now, 0);
                if (!MakeRoom(now))
                {
                    return false;
                }
            }

            open[name] = window with { Count = Math.Min(window.Count + 1, most) };
            rest = span - clock.GetElapsedTime(window.Start, now);
            return window.Count < most;
        }
    }

    private bool MakeRoom(long now)
    {
        if (open.Count >= sweepAt && clock.GetElapsedTime(swept, now) >= Rest)
        {
            foreach (var old in open.Where(w => IsOver(w.Value, now)).ToList())
            {
                open.Remove(old.Key);
            }

            swept = now;
            sweepAt = Math.Clamp(open.Count * 2, SweepAt, Full);
        }

        return open.Count < Full;
    }

    private bool IsOver(Window window, long now) => clock.GetElapsedTime(window.Start, now) >= span;

    private sealed record Window(long Start, int Count);
}
