using System.Globalization;
using System.Text.RegularExpressions;

namespace CpdCourse.Linking.Pages;

/// <summary>What a date in a feed says, gathered piece by piece.</summary>
internal sealed class FoundDateParts
{
    private static readonly string[] Months =
    [
        .. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Where(name => name.Length > 0),
    ];

    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    // Hours from UTC of the zones with names that feeds use: RFC 822, 5.1, and what blogs in other places write.
    private const string NamedZones =
        "AT -4 AST -4 ADT -3 ET -5 EST -5 EDT -4 CT -6 CST -6 CDT -5 MT -7 MST -7 MDT -6 PT -8 PST -8 PDT -7"
        + " AKST -9 AKDT -8 HST -10 NST -3.5 NDT -2.5 BRT -3 ART -3"
        + " BST 1 WEST 1 CET 1 MET 1 MEZ 1 CEST 2 MEST 2 MESZ 2 EET 2 EEST 3 SAST 2 MSK 3 MSD 4"
        + " SGT 8 HKT 8 AWST 8 JST 9 KST 9 ACST 9.5 ACDT 10.5 AEST 10 AEDT 11 NZST 12 NZDT 13";

    private static readonly Dictionary<string, double> Zones = NamedZones
        .Split(' ')
        .Chunk(2)
        .ToDictionary(
            pair => pair[0],
            pair => double.Parse(pair[1], CultureInfo.InvariantCulture),
            StringComparer.OrdinalIgnoreCase
        );

    private int? hour;
    private int? minute;
    private int? second;
    private double part;
    private string half = "";
    private string zone = "";

    public int? Year { get; set; }

    public int? Month { get; set; }

    public int? Day { get; set; }

    /// <summary>The number in a group; null when there is none.</summary>
    public static int? Number(Match found, string group) =>
        found.Groups[group] is { Success: true } digits
            ? int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    public void TakeTime(Match clock)
    {
        hour = Number(clock, "hour");
        minute = Number(clock, "minute");
        second = Number(clock, "second");
        part = clock.Groups["part"].Success
            ? double.Parse("0." + clock.Groups["part"].Value, CultureInfo.InvariantCulture)
            : 0;
        half += clock.Groups["half"].Value;
        zone += clock.Groups["zone"].Value;
    }

    /// <summary>A number by itself: the day comes before the year, unless it cannot be one; "3rd" is 3.</summary>
    public void TakeNumber(string word)
    {
        if (word.Contains(':', StringComparison.Ordinal))
        {
            // A time that is none: better no date than a wrong one.
            hour = int.MaxValue;
            return;
        }

        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        if (digits > 4)
        {
            return;
        }

        var number = int.Parse(word.AsSpan(0, digits), CultureInfo.InvariantCulture);
        if (Day is null && digits <= 2)
        {
            Day = number;
            return;
        }

        // RFC 2822, 4.3.
        Year ??= digits switch
        {
            4 => number,
            3 => number + 1900,
            _ => number < 50 ? number + 2000 : number + 1900,
        };
    }

    /// <summary>A word by itself: a month, a half of the day, a zone; the day of the week says nothing.</summary>
    public void TakeWord(string word)
    {
        var letters = word.Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();
        if (letters is "am" or "pm")
        {
            half = letters;
        }
        else if (MonthOf(letters) is { } month)
        {
            Month ??= month;
        }
        else if (!Days.Any(day => letters.StartsWith(day, StringComparison.Ordinal)))
        {
            zone += word;
        }
    }

    /// <summary>The moment on a day counted from the beginning of the year (ISO 8601, "2011-143").</summary>
    public DateTimeOffset? OnDayOfYear(int ordinal)
    {
        if (
            Year is not >= 1
            || ordinal < 1
            || ordinal > (DateTime.IsLeapYear(Year.Value) ? 366 : 365)
        )
        {
            return null;
        }

        var day = new DateOnly(Year.Value, 1, 1).AddDays(ordinal - 1);
        Month = day.Month;
        Day = day.Day;
        return Moment();
    }

    /// <summary>The moment in UTC; null when a piece is missing or impossible.</summary>
    public DateTimeOffset? Moment()
    {
        if (
            Year is not (>= 1 and <= 9999)
            || Month is not (>= 1 and <= 12)
            || Day is not >= 1
            || Day > DateTime.DaysInMonth(Year.Value, Month.Value)
            || Time() is not { } time
        )
        {
            return null;
        }

        var ticks =
            new DateTime(Year.Value, Month.Value, Day.Value, 0, 0, 0, DateTimeKind.Utc).Ticks
            + time.Ticks
            - Offset().Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;
    }

    // The day may end at 24:00 and a minute at the leap second 60 (ISO 8601).
    private TimeSpan? Time()
    {
        if (hour > 24)
        {
            return null;
        }

        var h = (hour ?? 0) switch
        {
            12 when half.StartsWith('a') || half.StartsWith('A') => 0,
            var morning and < 12 when half.StartsWith('p') || half.StartsWith('P') => morning + 12,
            var other => other,
        };
        var time = new TimeSpan(h, minute ?? 0, second ?? 0) + TimeSpan.FromSeconds(part);
        return minute is null or <= 59 && second is null or <= 60 && time <= TimeSpan.FromDays(1)
            ? time
            : null;
    }

    private TimeSpan Offset()
    {
        var sign = zone.AsSpan().IndexOfAny('+', '-', '\u2212');
        if (sign < 0)
        {
            return TimeSpan.FromHours(Zones.GetValueOrDefault(zone));
        }

        var digits = string.Concat(zone.Skip(sign).Where(char.IsAsciiDigit));
        var isShort = digits.Length <= 2;
        if (
            digits.Length is 0 or > 4
            || !int.TryParse(
                isShort ? digits : digits[..^2],
                CultureInfo.InvariantCulture,
                out var hours
            )
        )
        {
            return TimeSpan.Zero;
        }

        var minutes = isShort ? 0 : int.Parse(digits[^2..], CultureInfo.InvariantCulture);
        var offset = new TimeSpan(hours, minutes, 0);
        // No place on earth is further away.
        return offset > TimeSpan.FromHours(14) ? TimeSpan.Zero
            : zone[sign] == '+' ? offset
            : -offset;
    }

    private static int? MonthOf(string letters)
    {
        var index =
            letters.Length < 3
                ? -1
                : Array.FindIndex(
                    Months,
                    name =>
                        name.StartsWith(letters, StringComparison.OrdinalIgnoreCase)
                        || (letters == "sept" && name == "September")
                );
        return index < 0 ? null : index + 1;
    }
}
