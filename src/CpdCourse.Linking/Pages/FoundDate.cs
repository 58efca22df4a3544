using System.Text.RegularExpressions;

namespace CpdCourse.Linking.Pages;

/// <summary>
/// Reads the dates of feeds and pages as they are found: RFC 822 and 2822 with two-digit years, wrong names of days and named zones; RFC 3339, ISO 8601 and W3C's profile
/// of it, whole or in part; RFC 850; what asctime, "date" and databases print. Where no zone is given, or one that nobody knows, it is UTC (RFC 2822, 4.3).
/// </summary>
public static class FoundDate
{
    // The longest real one has about 40 characters.
    private const int MostCharacters = 100;

    private const RegexOptions Options =
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Seconds = @"(?<second>[0-9][0-9])([.,](?<part>[0-9]{1,20}))?";

    private const string End =
        @"\s*(?<half>[ap]m)?\s*(?<zone>[a-z]{1,5}|([a-z]{1,3} ?)?[-+\u2212][0-9][0-9]?(:?[0-9][0-9])?)?$";

    // 2011, 2011-05, 2011-05-23, 20110523, 2011-143, each with or without a time.
    private static readonly Regex Numbers = new(
        @"^((mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?<year>[0-9]{4})((?<month>[0-9][0-9])(?<day>[0-9][0-9])|-(?<ordinal>[0-9]{3})|[-/]0?(?<month>[0-9][0-9]?)([-/](?<day>[0-9][0-9]?))?)?"
            + $@"((t|\s+)(?<hour>[0-9][0-9]?)(:?(?<minute>[0-9][0-9])(:?{Seconds})?)?)?{End}",
        RegexOptions.NonBacktracking | Options
    );

    private static readonly Regex Clock = new(
        $@"^(?<hour>[0-9][0-9]?):(?<minute>[0-9][0-9])(:{Seconds})?{End}",
        RegexOptions.NonBacktracking | Options
    );

    private static readonly Regex DayWithDashes = new(
        @"(?<day>[0-9])-(?<month>[a-z]{3,9})-(?<year>[0-9])",
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
        var parts = new FoundDateParts { Year = FoundDateParts.Number(found, "year") };
        parts.TakeTime(found);
        if (FoundDateParts.Number(found, "ordinal") is { } ordinal)
        {
            return parts.OnDayOfYear(ordinal);
        }

        parts.Month = FoundDateParts.Number(found, "month") ?? 1;
        parts.Day = FoundDateParts.Number(found, "day") ?? 1;
        return parts.Moment();
    }

    // "Wed, 3rd Aug 2011 09:05:00 EST", "Wed Aug 3 09:05:00 EST 2011", "Wednesday, 03-Aug-11 9:05 PM (summer time)".
    private static DateTimeOffset? InWords(string date)
    {
        var parts = new FoundDateParts();
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
