using CpdCourse.Data;
using CpdCourse.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Whether an organiser wants to hear of a site no more.</summary>
internal static class BlockedSites
{
    public const string Sentence = "Links from that site are not taken here.";

    /// <summary>True when one of these hosts is that of a blocked site.</summary>
    public static Task<bool> IsBlocked(
        this CourseDb db,
        IEnumerable<string> hosts,
        CancellationToken stop
    )
    {
        var sites = hosts.Select(Link.Site).ToList();
        return db.BlockedSites.AnyAsync(b => sites.Contains(b.Host), stop);
    }
}
