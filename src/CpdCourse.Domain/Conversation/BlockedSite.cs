using CpdCourse.Domain.Common;

namespace CpdCourse.Domain.Conversation;

/// <summary>A site whose links an organiser wants to hear of no more: what it says of itself is not taken, by whichever protocol.</summary>
public sealed class BlockedSite
{
    private BlockedSite() { }

    /// <summary>Blocks a site.</summary>
    /// <param name="host">Its host, with "www." or without.</param>
    /// <param name="now">When.</param>
    public BlockedSite(string host, DateTimeOffset now)
    {
        Host = Link.Site(host);
        BlockedAt = now;
    }

    /// <summary>Identity.</summary>
    public Id<BlockedSite> Id { get; private set; } = Id<BlockedSite>.New();

    /// <summary>As <see cref="Link.Site"/> has it; unique.</summary>
    public string Host { get; private set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset BlockedAt { get; private set; }
}
