using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Fetching;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>How many pings a minute are taken from one network, about one site and for one page, and how often the same claim is looked into.</summary>
internal sealed class PingLimits(LimitsSettings limits, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Windows networks = new(limits.PingsPerMinute, Minute, clock);
    private readonly Windows sources = new(FetchRates.PerHost, Minute, clock);
    private readonly Windows pages = new(limits.PingsPerPostPerMinute, Minute, clock);
    private readonly Windows claims = new(1, TimeSpan.FromMinutes(10), clock);

    public bool MaySend(string network) => networks.TryTake(network);

    public bool MayName(string sourceHost, LocalPage page) =>
        sources.TryTake(sourceHost) && pages.TryTake(page.Address);

    /// <summary>Once in ten minutes: a claim that was found wrong is not looked into again at once, however often it is repeated.</summary>
    public bool MayLookAgain(Id<Mention> claim) => claims.TryTake(claim.ToString("N", Say.Culture));

    /// <summary>Counts by name within fixed spans of time, each beginning with a name's first try.</summary>
    private sealed class Windows(int most, TimeSpan span, TimeProvider clock)
    {
        private const int SweepAt = 1_000;

        // A flood from a hundred thousand networks is no time to grow.
        private const int Full = 100_000;

        private readonly Dictionary<string, Window> open = new(StringComparer.Ordinal);
        private readonly Lock gate = new();
        private int sweepAt = SweepAt;

        public bool TryTake(string name)
        {
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
                return window.Count < most;
            }
        }

        private bool MakeRoom(long now)
        {
            if (open.Count >= sweepAt)
            {
                foreach (var old in open.Where(w => IsOver(w.Value, now)).ToList())
                {
                    open.Remove(old.Key);
                }

                sweepAt = Math.Max(SweepAt, open.Count * 2);
            }

            return open.Count < Full;
        }

        private bool IsOver(Window window, long now) =>
            clock.GetElapsedTime(window.Start, now) >= span;

        private sealed record Window(long Start, int Count);
    }
}
