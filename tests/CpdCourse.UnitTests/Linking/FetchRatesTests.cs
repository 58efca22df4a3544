using CpdCourse.Linking.Fetching;

namespace CpdCourse.UnitTests.Linking;

public sealed class FetchRatesTests
{
    private readonly HandClock clock = new();
    private readonly FetchRates rates;

    public FetchRatesTests() => rates = new FetchRates(clock);

    [Fact]
    public void A_host_gets_ten_a_minute_in_any_spelling()
    {
        for (var i = 0; i < 10; i++)
        {
            rates.TryTake(i % 2 == 0 ? "blog.example" : "BLOG.example.").ShouldBeTrue();
        }

        rates.TryTake("blog.example").ShouldBeFalse();
        rates.TryTake("other.example").ShouldBeTrue();
        clock.Pass(TimeSpan.FromSeconds(6));
        rates.TryTake("blog.example").ShouldBeTrue();
        rates.TryTake("blog.example").ShouldBeFalse();
        clock.Pass(TimeSpan.FromHours(1));
        Enumerable.Range(0, 20).Count(_ => rates.TryTake("blog.example")).ShouldBe(10);
    }

    [Fact]
    public void All_hosts_together_get_120_a_minute()
    {
        Enumerable.Range(0, 500).Count(i => rates.TryTake($"{i}.example")).ShouldBe(120);
        clock.Pass(TimeSpan.FromSeconds(30));
        Enumerable.Range(0, 500).Count(i => rates.TryTake($"{i}.example")).ShouldBe(60);
    }

    [Fact]
    public void Memory_stays_bounded_whoever_knocks()
    {
        for (var i = 0; i < 20_000; i++)
        {
            rates.TryTake($"{i}.example");
            clock.Pass(TimeSpan.FromMilliseconds(250));
        }

        rates.HostsKept.ShouldBeLessThan(300);
    }

    [Fact]
    public async Task Parallel_takers_get_no_more_than_their_share()
    {
        var taken = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200),
            (_, _) =>
            {
                if (rates.TryTake("blog.example"))
                {
                    Interlocked.Increment(ref taken);
                }

                return ValueTask.CompletedTask;
            }
        );

        taken.ShouldBe(10);
    }

    private sealed class HandClock : TimeProvider
    {
        private long now = 1_000_000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Pass(TimeSpan time) => now += time.Ticks;
    }
}
