namespace CpdCourse.Testing;

/// <summary>A clock that stands still until a test moves it. It begins in week 13 of the test course, when Thing 12 is the newest.</summary>
public sealed class TestClock : TimeProvider
{
    public static DateTimeOffset Start { get; } = new(2026, 4, 8, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; private set; } = Start;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by) => Now += by;
}
