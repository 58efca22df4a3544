using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Fetching;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>
/// How many pings are taken: from one network, about one site and for one page within a short time; and how many may wait to be verified. Those that were
/// verified count there no longer: so blogs that really link here do not suffer from those that forge, nor a class that shares one host.
/// </summary>
internal sealed class PingLimits(LimitsSettings limits, TimeProvider clock)
{
    /// <summary>When to come back after too many within a moment.</summary>
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>When to come back after too many wait to be verified.</summary>
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    private readonly TimeWindows networks = new(limits.PingsPerTenMinutes, TenMinutes, clock);
    private readonly TimeWindows sources = new(FetchRates.PerHost, Minute, clock);
    private readonly TimeWindows pages = new(limits.PingsPerPostPerMinute, Minute, clock);
    private readonly TimeWindows claims = new(1, TenMinutes, clock);
    private readonly TimeWindows renewals = new(1, Minute, clock);

    public bool MaySend(string network, out TimeSpan rest) => networks.TryTake(network, out rest);

    public bool MayName(string sourceHost, LocalPage page) =>
        sources.TryTake(sourceHost) && pages.TryTake(page.Address);

    /// <summary>Whether one more may wait.</summary>
    public bool MayWait(Unverified others) =>
        others.Queue < limits.PingsWaiting
        && others.LastHour < limits.UnverifiedPerHour
        && others.OfHost < limits.UnverifiedPerHostPerHour
        && others.OfPage < limits.UnverifiedPerPagePerHour;

    /// <summary>Once in ten minutes: a claim that was looked into, or found wrong, is not looked into again at once, however often it is repeated.</summary>
    public bool MayLookAgain(Id<Mention> claim) => claims.TryTake(Name(claim));

    /// <summary>Once a minute: who writes webmentions gathers the changes of a minute before telling of them.</summary>
    public bool MayRenew(Id<Mention> mention) => renewals.TryTake(Name(mention));

    /// <summary>In how many seconds the sender may come back.</summary>
    public static void TellToWait(HttpContext context, TimeSpan rest) =>
        context.Response.Headers.RetryAfter = Math.Ceiling(rest.TotalSeconds).ToString(Say.Culture);

    private static string Name(Id<Mention> mention) => mention.ToString("N", Say.Culture);
}

/// <summary>Claims that nobody has proved.</summary>
/// <param name="Queue">Those that are still to be looked into.</param>
/// <param name="LastHour">Those that came within an hour.</param>
/// <param name="OfHost">Of these, those that name this host as their source.</param>
/// <param name="OfPage">Of these, those for this page.</param>
internal sealed record Unverified(int Queue, int LastHour, int OfHost, int OfPage)
{
    public static Unverified None { get; } = new(0, 0, 0, 0);
}
