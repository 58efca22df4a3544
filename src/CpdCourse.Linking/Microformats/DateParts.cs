using System.Globalization;
using System.Text.RegularExpressions;

namespace CpdCourse.Linking.Microformats;

/// <summary>A date, a time of day and a zone, each of which may be missing, spelled as the parsing rules want them: 2012-06-30 19:05:00-0800.</summary>
internal sealed partial record DateParts(string? Date, string? Time, string? Zone)
{
    private const int MaxLength = 60;

    /// <summary>What stands between date and time: what the author put there when both came together, else a space.</summary>
    public char Separator { get; private init; } = ' ';

    /// <summary>The parts of a text; null when it is no date, time or zone.</summary>
    public static DateParts? Read(string text)
    {
        var trimmed = text.Trim();
        if (
            trimmed.Length is 0 or > MaxLength
            || Grammar().Match(trimmed) is not { Success: true } match
        )
        {
            return null;
        }

        var date = match.Groups["date"].Success ? Calendar(match.Groups["date"].Value) : null;
        var time = match.Groups["hour"].Success ? TimeOfDay(match) : null;
        var zone = match.Groups["zone"] is { Success: true, Value: var written } ? written : null;
        var isWhole =
            match.Groups["date"].Success == date is not null
            && match.Groups["hour"].Success == time is not null
            && (
                time is not null
                || (!match.Groups["between"].Success && (date is null || zone is null))
            );
        if (!isWhole)
        {
            return null;
        }

        // The colon of a zone could be taken for a time.
        return new DateParts(date, time, Offset(zone))
        {
            Separator = match.Groups["between"] is { Success: true, Value: [var between] }
                ? between
                : ' ',
        };
    }

    /// <summary>Adds the parts of another value, which counts only when it says nothing again.</summary>
    public DateParts With(DateParts other) =>
        (Date is not null && other.Date is not null)
        || (Time is not null && other.Time is not null)
        || (Zone is not null && other.Zone is not null)
            ? this
            : this with
            {
                Date = Date ?? other.Date,
                Time = Time ?? other.Time,
                Zone = Zone ?? other.Zone,
            };

    /// <summary>Written as one text, with the date of another value when it has none; null when there is no date.</summary>
    public string? Join(string? otherDate) =>
        (Date ?? otherDate) is not { } date ? null
        : Time is null ? Date
        : $"{date}{Separator}{Time}{Zone}";

    private static string? Calendar(string date)
    {
        if (
            DateOnly.TryParseExact(
                date,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            )
        )
        {
            return date;
        }

        // The day of a year, such as 2012-182.
        var year = int.Parse(date.AsSpan(0, 4), CultureInfo.InvariantCulture);
        return
            date.Length == 8
            && int.Parse(date.AsSpan(5), CultureInfo.InvariantCulture) is > 0 and var day
            && year > 0
            && day <= (DateTime.IsLeapYear(year) ? 366 : 365)
            ? new DateOnly(year, 1, 1)
                .AddDays(day - 1)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }

    private static string? TimeOfDay(Match match)
    {
        var hour = int.Parse(match.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"] is { Success: true, Value: var m } ? m : "00";
        var half = match.Groups["half"];
        if (half.Success)
        {
            if (hour is 0 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (half.Value[0] is 'p' or 'P' ? 12 : 0);
        }
        else if (!match.Groups["minute"].Success)
        {
            return null;
        }

        return hour > 24 || int.Parse(minute, CultureInfo.InvariantCulture) > 59
            ? null
            : $"{hour.ToString("00", CultureInfo.InvariantCulture)}:{minute}{match.Groups["second"].Value}";
    }

    private static string? Offset(string? zone)
    {
        if (zone is null or "Z" or "z")
        {
            return zone?.ToUpperInvariant();
        }

        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
        return zone[0]
            + (digits.Length <= 2 ? digits.PadLeft(2, '0') + "00" : digits.PadLeft(4, '0'));
    }

    // Digits of other scripts are none here: nobody could count with them.
    [GeneratedRegex(
        @"^(?:(?<date>[0-9]{4}-(?:[0-9]{2}-[0-9]{2}|[0-9]{3}))(?:(?<between>T|\x20)|$))?(?:(?<hour>[0-9]{1,2})(?::(?<minute>[0-9]{2})(?<second>:[0-9]{2}(?:\.[0-9]{1,9})?)?)?\x20?(?<half>(?:a|p)\.?m\.?)?)?\x20?(?<zone>Z|(?:\+|-)[0-9]{1,2}(?::?[0-9]{2})?)?$",
        RegexOptions.NonBacktracking
            | RegexOptions.IgnoreCase
            | RegexOptions.CultureInvariant
            | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Grammar();
}
