using System.Globalization;

namespace CpdCourse.Linking.Microformats;

/// <summary>Reads a date property as a moment.</summary>
internal static class Moments
{
    /// <summary>The moment; without a zone it is taken for UTC, without a time for the beginning of the day. Null for what is no date.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (DateParts.Read(text ?? "") is not { Date: { } date } parts)
        {
            return null;
        }

        var zone = parts.Zone is null or "Z" or "z" ? "+00:00" : Offset(parts.Zone);
        return DateTimeOffset.TryParse(
            $"{date}T{parts.Time ?? "00:00"}{zone}",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal,
            out var moment
        )
            ? moment
            : null;
    }

    private static string Offset(string zone)
    {
        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
        var (hours, minutes) = digits.Length > 2 ? (digits[..^2], digits[^2..]) : (digits, "00");
        return $"{zone[0]}{hours.PadLeft(2, '0')}:{minutes}";
    }
}
