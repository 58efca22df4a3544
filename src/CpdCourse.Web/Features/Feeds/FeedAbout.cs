using CpdCourse.Linking.Feeds;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>What a feed says about itself.</summary>
/// <param name="Id">Its tag: URI.</param>
/// <param name="Title">Its title.</param>
/// <param name="Path">Local address of the Atom form; the others are made from it.</param>
/// <param name="Page">Local address of the page with the same content.</param>
internal sealed record FeedAbout(string Id, string Title, string Path, string Page)
{
    public string? Description { get; init; }

    public FeedAuthor? Author { get; init; }

    /// <summary>The whole feed in its Atom form. It changed when one of its entries last did; an empty one is as old as the run.</summary>
    public Feed Feed(
        SiteSettings site,
        Glance course,
        IReadOnlyList<FeedEntry> entries,
        IEnumerable<DateTimeOffset> changes
    )
    {
        var begun = course.Run is { } run
            ? new DateTimeOffset(run.StartsOn.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : DateTimeOffset.UnixEpoch;
        return new Feed
        {
            Id = Id,
            Title = Title,
            Description = string.IsNullOrEmpty(Description) ? null : Description,
            Page = site.Absolute(Page),
            Self = site.Absolute(Path),
            Updated = changes.DefaultIfEmpty(begun).Max(),
            Language = course.Language,
            Author = Author,
            Entries = entries,
        };
    }
}
