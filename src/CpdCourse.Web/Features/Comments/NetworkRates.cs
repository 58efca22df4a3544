namespace CpdCourse.Web.Features.Comments;

/// <summary>
/// Counts what comes from one network in a span of time, in memory: nothing of an address is kept for longer, and nobody can look it up.
/// Each node counts for itself.
/// </summary>
internal sealed class NetworkRates(TimeProvider clock)
{
    private const int Crowd = 10_000;
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(10);
    private readonly Lock door = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> taken = new(StringComparer.Ordinal);

    /// <summary>Takes one of at most <paramref name="limit"/> in ten minutes.</summary>
    /// <returns>False when there is none left.</returns>
    public bool Take(string what, int limit)
    {
        var now = clock.GetUtcNow();
        lock (door)
        {
            if (taken.Count > Crowd)
            {
                foreach (var idle in taken.Where(t => t.Value.All(at => at <= now - Span)).ToList())
                {
                    taken.Remove(idle.Key);
                }
            }

            if (!taken.TryGetValue(what, out var times))
            {
                taken[what] = times = new Queue<DateTimeOffset>();
            }

            while (times.TryPeek(out var oldest) && oldest <= now - Span)
            {
                times.Dequeue();
            }

            if (times.Count >= limit)
            {
                return false;
            }

            times.Enqueue(now);
            return true;
        }
    }
}
