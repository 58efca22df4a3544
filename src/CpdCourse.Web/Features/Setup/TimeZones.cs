using Microsoft.AspNetCore.Mvc.Rendering;

namespace CpdCourse.Web.Features.Setup;

/// <summary>The time zones to choose from, by their IANA names, grouped by part of the world.</summary>
internal static class TimeZones
{
    private const string World = "Etc/UTC";

    private static readonly string[] Parts =
    [
        "Africa",
        "America",
        "Antarctica",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ];

    public static IReadOnlyList<SelectListItem> Choices { get; } = Find();

    public static bool Has(string? zone) => Choices.Any(c => c.Value == zone);

    /// <summary>The server's own, when it has been given one; servers that keep UTC tell nothing of where people are.</summary>
    public static string Usual() =>
        Has(TimeZoneInfo.Local.Id) && TimeZoneInfo.Local.Id != World ? TimeZoneInfo.Local.Id
        : Has("Europe/London") ? "Europe/London"
        : World;

    private static List<SelectListItem> Find()
    {
        var groups = Parts.ToDictionary(
            p => p,
            p => new SelectListGroup { Name = p },
            StringComparer.Ordinal
        );
        var zones = TimeZoneInfo
            .GetSystemTimeZones()
            .Select(z => z.Id)
            .Where(id => groups.ContainsKey(id.Split('/')[0]) && id.Contains('/'))
            .Order(StringComparer.Ordinal)
            .Select(id => new SelectListItem(Name(id), id) { Group = groups[id.Split('/')[0]] });
        return [.. zones, new SelectListItem("UTC, the same everywhere", World)];
    }

    private static string Name(string id) =>
        id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..]
            .Replace('_', ' ')
            .Replace("/", ", ", StringComparison.Ordinal);
}
