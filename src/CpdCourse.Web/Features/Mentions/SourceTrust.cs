using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Whether a mention may be seen without an organiser having read it.</summary>
internal sealed class SourceTrust(CourseDb db, ProvenBlogs blogs, LinkingSettings linking)
{
    public bool IsOpenToAll => linking.Moderation is LinkModeration.None;

    /// <summary>A page of a participant's own blog is let through like its owner; else the host decides.</summary>
    public async Task<bool> In(Uri source, string answered, CancellationToken stop) =>
        await In(source.IdnHost, answered, stop)
        || (
            linking.Moderation is LinkModeration.FirstTime
            && Link.Site(source.IdnHost) == Link.Site(answered)
            && await blogs.Of(source, stop) is not null
        );

    /// <summary>The host that was named and the one that answered: a trusted site that sends its visitors on does not vouch for where they come out.</summary>
    public async Task<bool> In(string named, string answered, CancellationToken stop)
    {
        if (linking.Moderation is not LinkModeration.FirstTime)
        {
            return IsOpenToAll;
        }

        string[] sites = [Link.Site(named), Link.Site(answered)];
        string[] spellings = [.. sites, .. sites.Select(s => $"www.{s}")];
        var trusted = await db
            .TrustedSources.Where(t => t.Kind == SourceKind.Host && spellings.Contains(t.Value))
            .Select(t => t.Value)
            .ToListAsync(stop);
        return sites.All(trusted.Select(Link.Site).Contains);
    }
}
