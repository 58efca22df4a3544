using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>
/// Heeds the hub that a feed names, and what the hub tells: a reason to read the feed now, and a reason to read it more rarely. What a hub sends is never
/// taken for what the feed says. The caller saves.
/// </summary>
internal sealed class HeedHub(CourseDb db, LinkingSettings linking, TimeProvider clock)
{
    // From a request to its end, and some more.
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(15);

    // A feed that names another hub each time makes us ask strangers no more often than that.
    private static readonly TimeSpan BeforeAnother = TimeSpan.FromHours(1);

    /// <summary>Notes which hub the feed names; it is asked once the blog is followed.</summary>
    public async Task Note(Blog blog, ReadFeed feed, CancellationToken stop)
    {
        var (hub, topic) = linking.Subscribe ? Named(feed) : default;
        var kept = await Of(blog.Id, stop);
        if (kept is null ? hub is null : kept.IsFor(hub, topic))
        {
            return;
        }

        var now = clock.GetUtcNow();
        if (kept?.Leave(now) is false)
        {
            db.HubSubscriptions.Remove(kept);
        }

        if (hub is not null)
        {
            var askAt = kept is null ? now : now + BeforeAnother;
            db.HubSubscriptions.Add(HubSubscription.To(blog.Id, hub, topic!, askAt));
        }
    }

    /// <summary>After a reading: learns whether the hub had told of what is new.</summary>
    /// <param name="blog">The blog, just read.</param>
    /// <param name="before">When it was read before that.</param>
    /// <param name="hasNews">Whether there was a new post.</param>
    /// <param name="stop">Ends the asking.</param>
    public async Task Learn(Blog blog, DateTimeOffset? before, bool hasNews, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (await Of(blog.Id, stop) is not { } kept || !kept.IsActive(now))
        {
            return;
        }

        if (hasNews && (kept.ToldAt is null || kept.ToldAt < before))
        {
            kept.Miss();
        }

        if (kept.ToldAt > now - Reading)
        {
            // While it was being read: the news may not have been there yet.
            kept.Hear(now);
            blog.HearOfNews(now);
        }
    }

    // Letter by letter is how both go out and come back.
    private static (Uri? Hub, Uri? Topic) Named(ReadFeed feed)
    {
        var hub = feed.Hubs.FirstOrDefault(IsShort);
        return hub is not null && feed.Self is { } topic && IsShort(topic) ? (hub, topic) : default;
    }

    private static bool IsShort(Uri address) => address.AbsoluteUri.Length <= Link.Limit;

    // One that was added a moment ago is not in the database yet.
    private async Task<HubSubscription?> Of(Id<Blog> blog, CancellationToken stop) =>
        db.HubSubscriptions.Local.FirstOrDefault(s => s.Blog == blog)
        ?? await db.HubSubscriptions.SingleOrDefaultAsync(s => s.Blog == blog, stop);
}
