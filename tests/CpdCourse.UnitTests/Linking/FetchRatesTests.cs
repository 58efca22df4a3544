using CpdCourse.Linking.Fetching;

namespace CpdCourse.UnitTests.Linking;

public sealed class FetchRatesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly HandClock clock = new();
    private readonly FetchRates rates;

    public FetchRatesTests() => rates = new FetchRates(clock);

    [Fact]
    public void F5_a_host_is_asked_once_a_second_in_any_spelling()
    {
        Takes("blog.example").ShouldBeTrue();
        Takes("BLOG.example.").ShouldBeFalse();
        Takes("other.example").ShouldBeTrue();
        clock.Pass(Second - TimeSpan.FromTicks(1));
        Takes("blog.example").ShouldBeFalse();
        clock.Pass(TimeSpan.FromTicks(1));

        Takes("blog.example").ShouldBeTrue();
    }

    [Fact]
    public void A_host_gets_ten_a_minute()
    {
        // Ten that were there, and those that came in the same eleven seconds.
        var taken = 0;
        for (var second = 0; second < 30; second++)
        {
            taken += Takes("blog.example") ? 1 : 0;
            clock.Pass(Second);
        }

        taken.ShouldBe(14);
        clock.Pass(TimeSpan.FromHours(1));
        for (var second = 0; second < 10; second++)
        {
            Takes("blog.example").ShouldBeTrue();
            clock.Pass(Second);
        }
    }

    [Fact]
    public void F5_those_who_are_refused_come_back_one_after_the_other_and_find_their_turn()
    {
        Takes("blog.example").ShouldBeTrue();
        var rests = Enumerable.Range(0, 5).Select(_ => Rest("blog.example")).ToList();
        rests.ShouldBe([.. Enumerable.Range(1, 5).Select(n => n * Second)]);

        for (var n = 0; n < 5; n++)
        {
            clock.Pass(Second);
            Takes("blog.example").ShouldBeTrue();
        }
    }

    [Fact]
    public void F5_who_comes_back_when_they_were_told_to_finds_the_share_refilled()
    {
        while (Takes("blog.example"))
        {
            clock.Pass(Second);
        }

        var rest = Rest("blog.example");

        rest.ShouldBeInRange(Second, 12 * Second);
        clock.Pass(rest);
        Takes("blog.example").ShouldBeTrue();
    }

    [Fact]
    public async Task F5_a_redirect_waits_for_its_second_and_is_not_followed_when_that_is_far_off()
    {
        Takes("blog.example").ShouldBeTrue();
        var began = TimeProvider.System.GetTimestamp();

        (await rates.Take("blog.example", default)).ShouldBeTrue();
        (await rates.Take("blog.example", default)).ShouldBeTrue();
        (await rates.Take("blog.example", default)).ShouldBeFalse();

        TimeProvider.System.GetElapsedTime(began).ShouldBeInRange(2.9 * Second, 10 * Second);
    }

    [Fact]
    public void All_hosts_together_get_120_a_minute()
    {
        Enumerable.Range(0, 500).Count(i => Takes($"{i}.example")).ShouldBe(120);
        Rest("new.example").ShouldBe(Second);
        clock.Pass(TimeSpan.FromSeconds(30));
        Enumerable.Range(0, 500).Count(i => Takes($"{i}.example")).ShouldBe(60);
    }

    [Fact]
    public void Memory_stays_bounded_whoever_knocks()
    {
        for (var i = 0; i < 20_000; i++)
        {
            Takes($"{i}.example");
            clock.Pass(TimeSpan.FromMilliseconds(250));
        }

        rates.HostsKept.ShouldBeLessThan(300);
    }

    [Fact]
    public void A_clock_that_is_set_back_keeps_nobody_waiting_for_long()
    {
        Takes("blog.example").ShouldBeTrue();
        clock.Pass(TimeSpan.FromHours(-1));

        clock.Pass(3 * Second);
        Rest("blog.example").ShouldBeLessThan(TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task F5_parallel_takers_get_one_in_a_second()
    {
        var taken = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200),
            (_, _) =>
            {
                if (Takes("blog.example"))
                {
                    Interlocked.Increment(ref taken);
                }

                return ValueTask.CompletedTask;
            }
        );

        taken.ShouldBe(1);
    }

    private bool Takes(string host) => rates.TryTake(host, out _);

    private TimeSpan Rest(string host)
    {
        rates.TryTake(host, out var rest).ShouldBeFalse();
        return rest;
    }

    private sealed class HandClock : TimeProvider
    {
        private long now = 1_000_000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Pass(TimeSpan time) => now += time.Ticks;
    }
}
