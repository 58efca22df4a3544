using CpdCourse.Domain.Conversation;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>When a site that is in trouble is told again.</summary>
internal static class Retries
{
    private static readonly TimeSpan[] OfWebmentions =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(12),
    ];

    private static readonly TimeSpan[] OfAll =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(24),
    ];

    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Latest = TimeSpan.FromHours(24);

    /// <summary>How long to stay away after so many troubles; null when that was the last try.</summary>
    /// <param name="troubles">One or more.</param>
    /// <param name="by">The protocol, once it is known.</param>
    /// <param name="asked">What the other site asked for (Retry-After).</param>
    public static TimeSpan? After(int troubles, Protocol? by = null, TimeSpan? asked = null)
    {
        var delays = by is Protocol.Webmention ? OfWebmentions : OfAll;
        return troubles > delays.Length ? null
            : asked is { } rest
                ? TimeSpan.FromTicks(Math.Clamp(rest.Ticks, Soonest.Ticks, Latest.Ticks))
            : delays[troubles - 1];
    }
}
