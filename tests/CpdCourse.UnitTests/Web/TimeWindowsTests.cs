using CpdCourse.Web.Hosting;

namespace CpdCourse.UnitTests.Web;

public sealed class TimeWindowsTests
{
    [Fact]
    public void So_many_within_a_span_and_as_many_again_in_the_next()
    {
        var clock = new Moving();
        var windows = new TimeWindows(2, TimeSpan.FromMinutes(10), clock);

        Enumerable.Range(0, 3).Select(_ => windows.TryTake("a")).ShouldBe([true, true, false]);
        windows.TryTake("b").ShouldBeTrue();
        clock.Now += TimeSpan.FromMinutes(10);

        windows.TryTake("a").ShouldBeTrue();
    }

    [Fact]
    public void A_flood_is_refused_while_it_lasts_and_forgotten_when_it_is_over()
    {
        var clock = new Moving();
        var windows = new TimeWindows(1, TimeSpan.FromMinutes(1), clock);
        for (var i = 0; i < 100_000; i++)
        {
            windows.TryTake($"flood {i}").ShouldBeTrue();
            clock.Now += TimeSpan.FromTicks(1);
        }

        windows.TryTake("late").ShouldBeFalse();
        clock.Now += TimeSpan.FromMinutes(2);

        windows.TryTake("late").ShouldBeTrue();
    }

    private sealed class Moving : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromDays(1);

        public override long GetTimestamp() => Now.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
