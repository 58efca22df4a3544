using CpdCourse.Domain.Blogs;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>What the hub of a blog does for us, in one sentence for people.</summary>
internal static class HubWords
{
    /// <summary>Null where no hub has promised anything: then the blog is simply read every hour.</summary>
    public static string? Of(HubSubscription? hub, DateTimeOffset now) =>
        hub switch
        {
            null => null,
            _ when hub.IsReliable(now) => "Its hub tells us of new posts at once",
            _ when !hub.IsActive(now) => null,
            { HasMissed: true } => "Its hub did not tell us of its last post",
            _ => "Its hub has promised to tell us of new posts",
        };
}
