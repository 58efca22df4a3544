using CpdCourse.Data;
using CpdCourse.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Whether an organiser wants to hear of a site no more.</summary>
internal static class BlockedSites
{
    public const string Sentence = "Links from that site are not taken here.";

    public static Task<bool> IsBlocked(this CourseDb db, string host, CancellationToken stop)
    {
        var site = Link.Site(host);
        return db.BlockedSites.AnyAsync(b => b.Host == site, stop);
    }
}
