using System.Globalization;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>How often a feed wants to be read.</summary>
internal static class FeedPace
{
    // A year: nobody means more, and it can be counted with.
    private const int MostMinutes = 366 * 24 * 60;

    /// <summary>The time between two visits that a feed asks for: its ttl in minutes, else so many visits in a period (Syndication module); null when it asks for none.</summary>
    public static TimeSpan? Of(FeedElement channel) =>
        Minutes(channel.First("ttl")?.Text) is { } minutes
            ? TimeSpan.FromMinutes(minutes)
            : Period(channel.First("sy:updateperiod")?.Text)
                / (Minutes(channel.First("sy:updatefrequency")?.Text) ?? 1);

    private static TimeSpan? Period(string? said) =>
        said?.Trim().ToUpperInvariant() switch
        {
            "HOURLY" => TimeSpan.FromHours(1),
            "DAILY" => TimeSpan.FromDays(1),
            "WEEKLY" => TimeSpan.FromDays(7),
            "MONTHLY" => TimeSpan.FromDays(30),
            "YEARLY" => TimeSpan.FromDays(365),
            _ => null,
        };

    private static int? Minutes(string? said) =>
        int.TryParse(said?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= MostMinutes
            ? number
            : null;
}
