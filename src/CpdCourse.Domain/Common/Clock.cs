namespace CpdCourse.Domain.Common;

/// <summary>Wall-clock time of a zone as moments of UTC.</summary>
public static class Clock
{
    /// <summary>
    /// The moment a local time names. A time that does not exist (clocks go forward) becomes the first one that does;
    /// one that occurs twice (clocks go back) means the first.
    /// </summary>
    public static DateTimeOffset Moment(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local)
            ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
