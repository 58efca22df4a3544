using System.Globalization;

namespace CpdCourse.Web.Hosting;

/// <summary>Numbers and dates in words, one way everywhere.</summary>
internal static class Say
{
    public static CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("en-GB");

    public static string Number(int count) => count.ToString("N0", Culture);

    /// <summary>One to twelve as words, more as figures.</summary>
    public static string InWords(int count) =>
        count is > 0 and <= 12
            ? "one two three four five six seven eight nine ten eleven twelve".Split(' ')[count - 1]
            : Number(count);

    public static string Count(int count, string one, string? many = null) =>
        $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>"4 comments", "1 comment", "No comments yet".</summary>
    public static string CountOrNone(int count, string one, string? many = null) =>
        count == 0 ? $"No {many ?? one + "s"} yet" : Count(count, one, many);

    public static string Minutes(int minutes) =>
        minutes switch
        {
            < 50 => $"About {Count(minutes, "minute")}",
            <= 75 => "About an hour",
            <= 100 => "About an hour and a half",
            _ => $"About {(int)Math.Round(minutes / 60.0)} hours",
        };

    /// <summary>"Monday 6 April", with the year when it is another one.</summary>
    public static string Day(DateOnly day, DateOnly today) =>
        day.ToString(day.Year == today.Year ? "dddd d MMMM" : "dddd d MMMM yyyy", Culture);

    public static string ShortDay(DateOnly day, DateOnly today) =>
        day.ToString(day.Year == today.Year ? "d MMMM" : "d MMMM yyyy", Culture);

    /// <summary>"today, 14:02", "yesterday, 09:10", "Tuesday", "6 April", "6 April 2025".</summary>
    public static string When(DateTimeOffset moment, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return (today.DayNumber - day.DayNumber) switch
        {
            0 => $"today, {local.ToString("HH:mm", Culture)}",
            1 => $"yesterday, {local.ToString("HH:mm", Culture)}",
            > 1 and < 7 => local.ToString("dddd", Culture),
            _ => ShortDay(day, today),
        };
    }

    public static string Full(DateTimeOffset moment, TimeZoneInfo zone) =>
        $"{TimeZoneInfo.ConvertTime(moment, zone).ToString("dddd d MMMM yyyy, HH:mm", Culture)} ({zone.Id})";

    /// <summary>A moment for software.</summary>
    public static string Machine(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", Culture);

    /// <summary>What to call somebody in a sentence: the first word of the name, or all of it where that word is no name ("The Night Desk", "Dr Li").</summary>
    public static string FirstName(string name)
    {
        var first = name.Split(' ')[0];
        return
            first.TrimEnd('.').ToLowerInvariant()
                is "the"
                    or "a"
                    or "an"
                    or "dr"
                    or "mr"
                    or "mrs"
                    or "ms"
                    or "miss"
                    or "prof"
                    or "sir"
            ? name
            : first;
    }

    /// <summary>Up to two initials for the coloured square beside a name.</summary>
    public static string Initials(string name)
    {
        var words = name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries)
            .Where(w => w.EnumerateRunes().Any(System.Text.Rune.IsLetterOrDigit))
            .ToList();
        var letters =
            words.Count == 0 ? "?" : First(words[0]) + (words.Count > 1 ? First(words[^1]) : "");
        return letters.ToUpper(Culture);
    }

    public static string List(IReadOnlyList<string> parts) =>
        parts.Count switch
        {
            0 => "",
            1 => parts[0],
            _ => string.Join(", ", parts.Take(parts.Count - 1)) + " and " + parts[^1],
        };

    private static string First(string word) =>
        word.EnumerateRunes().First(System.Text.Rune.IsLetterOrDigit).ToString();
}
