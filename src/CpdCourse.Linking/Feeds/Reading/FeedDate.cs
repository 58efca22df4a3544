using System.Text.RegularExpressions;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>
/// Reads the dates of feeds as they are found: RFC 822 and 2822 with two-digit years, wrong names of days and named zones; RFC 3339, ISO 8601 and W3C's profile
/// of it, whole or in part; RFC 850; what asctime, "date" and databases print. Where no zone is given, or one that nobody knows, it is UTC (RFC 2822, 4.3).
/// </summary>
public static class FeedDate
{
    // The longest real one has about 40 characters.
    private const int MostCharacters = 100;

    private const RegexOptions Options =
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Seconds = @"(?<second>\d\d)([.,](?<part>\d{1,20}))?";

    private const string End =
        @"\s*(?<half>[ap]m)?\s*(?<zone>[a-z]{1,5}|([a-z]{1,3} ?)?[-+\u2212]\d\d?(:?\d\d)?)?$";

    // 2011, 2011-05, 2011-05-23, 20110523, 2011-143, each with or without a time.
    private static readonly Regex Numbers = new(
        @"^((mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?<year>\d{4})((?<month>\d\d)(?<day>\d\d)|-(?<ordinal>\d{3})|[-/]0?(?<month>\d\d?)([-/](?<day>\d\d?))?)?"
            + $@"((t|\s+)(?<hour>\d\d?)(:?(?<minute>\d\d)(:?{Seconds})?)?)?{End}",
        RegexOptions.NonBacktracking | Options
    );

    private static readonly Regex Clock = new(
        $@"^(?<hour>\d\d?):(?<minute>\d\d)(:{Seconds})?{End}",
        RegexOptions.NonBacktracking | Options
    );

    private static readonly Regex DayWithDashes = new(
        @"(?<day>\d)-(?<month>[a-z]{3,9})-(?<year>\d)",
        RegexOptions.NonBacktracking | Options
    );

    private static readonly Regex Remark = new(
        @"\([^)]*\)|,",
        RegexOptions.NonBacktracking | Options
    );

    /// <summary>The moment in UTC; null for what is missing, is no date, or lies outside the calendar. Never now.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        var date = text?.Trim();
        if (date is null or { Length: 0 or > MostCharacters })
        {
            return null;
        }

        return Numbers.Match(date) is { Success: true } numbers
            ? InNumbers(numbers)
            : InWords(date);
    }

    private static DateTimeOffset? InNumbers(Match found)
    {
        var parts = new DateParts { Year = DateParts.Number(found, "year") };
        parts.TakeTime(found);
        if (DateParts.Number(found, "ordinal") is { } ordinal)
        {
            return parts.OnDayOfYear(ordinal);
        }

        parts.Month = DateParts.Number(found, "month") ?? 1;
        parts.Day = DateParts.Number(found, "day") ?? 1;
        return parts.Moment();
    }

    // "Wed, 3rd Aug 2011 09:05:00 EST", "Wed Aug 3 09:05:00 EST 2011", "Wednesday, 03-Aug-11 9:05 PM (summer time)".
    private static DateTimeOffset? InWords(string date)
    {
        var parts = new DateParts();
        var plain = DayWithDashes.Replace(Remark.Replace(date, " "), "${day} ${month} ${year}");
        foreach (var word in plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Clock.Match(word) is { Success: true } clock)
            {
                parts.TakeTime(clock);
            }
            else if (char.IsAsciiDigit(word[0]))
            {
                parts.TakeNumber(word);
            }
            else
            {
                parts.TakeWord(word);
            }
        }

        return parts.Moment();
    }
}
