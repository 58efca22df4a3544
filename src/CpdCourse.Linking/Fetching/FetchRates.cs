namespace CpdCourse.Linking.Fetching;

/// <summary>
/// How often we ask strangers' servers, whoever made us: one host once a second and ten times a minute, all together 120 times (protocols 9.3, trust F5).
/// Shares refill evenly; a host whose share is full is forgotten.
/// </summary>
public sealed class FetchRates(TimeProvider clock)
{
    /// <summary>Requests a minute to one host.</summary>
    public const int PerHost = 10;

    /// <summary>Requests a minute to all hosts together.</summary>
    public const int Overall = 120;

    /// <summary>From one request to a host to the next.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    // Of a redirect, which comes in the middle of something.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Nobody is sent further away, however many wait.
    private static readonly TimeSpan Furthest = TimeSpan.FromMinutes(5);

    private const int SweepAt = 256;

    private readonly Lock gate = new();
    private readonly long start = clock.GetTimestamp();
    private readonly Dictionary<string, Share> hosts = new(StringComparer.OrdinalIgnoreCase);
    private Bucket all = new(Overall, TimeSpan.Zero);

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

    /// <summary>Takes one request to the host, to be made now; false when it is not its turn. A refused try costs nothing.</summary>
    /// <param name="host">Its name.</param>
    /// <param name="rest">How long to stay away when refused, in whole seconds: each who asks is told another moment, so that they do not all come back at once.</param>
    public bool TryTake(string host, out TimeSpan rest) => TryTake(host, TimeSpan.Zero, out rest);

    /// <summary>Takes one request to the host and waits for its second; false when that is too far off.</summary>
    public async Task<bool> Take(string host, CancellationToken stop)
    {
        if (!TryTake(host, Patience, out var wait))
        {
            return false;
        }

        await Task.Delay(wait, clock, stop);
        return true;
    }

    private bool TryTake(string host, TimeSpan patience, out TimeSpan wait)
    {
        var name = host.TrimEnd('.');
        lock (gate)
        {
            var now = clock.GetElapsedTime(start);
            all = all.Refill(Overall, now);
            var known = hosts.GetValueOrDefault(name);
            var own = known is null
                ? new Share(new Bucket(PerHost, now), now, now)
                : known with
                {
                    Left = known.Left.Refill(PerHost, now),
                };
            // A clock set back takes nothing.
            wait = Longer(TimeSpan.Zero, Shorter(own.Next - now, Patience + Apart));
            if (all.HasOne && own.Left.HasOne && wait <= patience)
            {
                all = all.Less();
                hosts[name] = own with { Left = own.Left.Less(), Next = now + wait + Apart };
                Sweep(now);
                return true;
            }

            wait = Longer(wait, Longer(own.Left.Until(PerHost), all.Until(Overall)));
            if (known is not null)
            {
                own = own with
                {
                    Back = Longer(
                        now + wait,
                        Shorter(own.Back, now + Furthest) + own.Left.Step(PerHost)
                    ),
                };
                hosts[name] = own;
                wait = own.Back - now;
            }

            wait = TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds));
            return false;
        }
    }

    // Only granted requests make an entry, so the overall limit also bounds what is left after a sweep.
    private void Sweep(TimeSpan now)
    {
        if (hosts.Count <= SweepAt)
        {
            return;
        }

        foreach (
            var host in hosts
                .Where(h => h.Value.Left.Refill(PerHost, now).Tokens >= PerHost)
                .Select(h => h.Key)
                .ToList()
        )
        {
            hosts.Remove(host);
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>What one host may get, when its next request may be made, and when the last of those who were refused comes back.</summary>
    private sealed record Share(Bucket Left, TimeSpan Next, TimeSpan Back);

    private sealed record Bucket(double Tokens, TimeSpan At)
    {
        // Six times a sixth of a minute may be a little less than a minute.
        public bool HasOne => Tokens > 1 - 1e-6;

        public Bucket Less() => this with { Tokens = Tokens - 1 };

        // A clock set back gives nothing and takes nothing.
        public Bucket Refill(int most, TimeSpan now) =>
            new(Math.Min(most, Tokens + Math.Max(0, (now - At).TotalMinutes * most)), now);

        /// <summary>How long until there is one.</summary>
        public TimeSpan Until(int most) =>
            HasOne ? TimeSpan.Zero : TimeSpan.FromMinutes((1 - Tokens) / most);

        /// <summary>How far apart those come back who were refused.</summary>
        public TimeSpan Step(int most) => HasOne ? Apart : TimeSpan.FromMinutes(1.0 / most);
    }
}
