using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Fetching;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>How many pings a minute are taken from one network, about one site and for one page, and how often the same claim is looked into.</summary>
internal sealed class PingLimits(LimitsSettings limits, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TimeWindows networks = new(limits.PingsPerMinute, Minute, clock);
    private readonly TimeWindows sources = new(FetchRates.PerHost, Minute, clock);
    private readonly TimeWindows pages = new(limits.PingsPerPostPerMinute, Minute, clock);
    private readonly TimeWindows claims = new(1, TimeSpan.FromMinutes(10), clock);
    private readonly TimeWindows renewals = new(1, Minute, clock);

    public bool MaySend(string network) => networks.TryTake(network);

    public bool MayName(string sourceHost, LocalPage page) =>
        sources.TryTake(sourceHost) && pages.TryTake(page.Address);

    /// <summary>Once in ten minutes: a claim that was found wrong is not looked into again at once, however often it is repeated.</summary>
    public bool MayLookAgain(Id<Mention> claim) => claims.TryTake(Name(claim));

    /// <summary>Once a minute: who writes webmentions gathers the changes of a minute before telling of them.</summary>
    public bool MayRenew(Id<Mention> mention) => renewals.TryTake(Name(mention));

    private static string Name(Id<Mention> mention) => mention.ToString("N", Say.Culture);
}
