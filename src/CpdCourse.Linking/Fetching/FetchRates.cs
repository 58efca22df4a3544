namespace CpdCourse.Linking.Fetching;

/// <summary>How often strangers may make us fetch: ten times a minute for one source host, 120 times in all (protocols 9.3). Buckets refill evenly; a full bucket is forgotten.</summary>
public sealed class FetchRates(TimeProvider clock)
{
    /// <summary>Fetches a minute for one host.</summary>
    public const int PerHost = 10;

    /// <summary>Fetches a minute for all hosts together.</summary>
    public const int Overall = 120;

    private const int SweepAt = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Bucket> hosts = new(StringComparer.OrdinalIgnoreCase);
    private Bucket all = new(Overall, clock.GetTimestamp());

    /// <summary>How many hosts are remembered; only hosts of the last minute are, and those are at most about 250.</summary>
    internal int HostsKept
    {
        get
        {
            lock (gate)
            {
                return hosts.Count;
            }
        }
    }

    /// <summary>Takes one fetch for the host; false when the host or all together had their share. A refused try costs nothing.</summary>
    public bool TryTake(string host)
    {
        var name = host.TrimEnd('.');
        lock (gate)
        {
            var now = clock.GetTimestamp();
            all = Refill(all, Overall, now);
            var own = hosts.TryGetValue(name, out var known)
                ? Refill(known, PerHost, now)
                : new Bucket(PerHost, now);
            if (all.Left < 1 || own.Left < 1)
            {
                return false;
            }

            all = all with { Left = all.Left - 1 };
            hosts[name] = own with { Left = own.Left - 1 };
            if (hosts.Count > SweepAt)
            {
                Sweep(now);
            }

            return true;
        }
    }

    // Only granted fetches make an entry, so the overall limit also bounds what is left after a sweep.
    private void Sweep(long now)
    {
        foreach (
            var host in hosts
                .Where(h => Refill(h.Value, PerHost, now).Left >= PerHost)
                .Select(h => h.Key)
                .ToList()
        )
        {
            hosts.Remove(host);
        }
    }

    private Bucket Refill(Bucket bucket, int most, long now)
    {
        // A clock set back gives nothing and takes nothing.
        var gained = Math.Max(0, clock.GetElapsedTime(bucket.At, now).TotalMinutes * most);
        return new Bucket(Math.Min(most, bucket.Left + gained), now);
    }

    private sealed record Bucket(double Left, long At);
}
