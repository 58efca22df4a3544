using CpdCourse.Linking.Feeds;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>One of the forms that every feed comes in.</summary>
/// <param name="Ending">Of its address; Atom has none.</param>
/// <param name="ContentType">With the charset.</param>
/// <param name="Write">The document.</param>
internal sealed record FeedFormat(string Ending, string ContentType, Func<Feed, byte[]> Write)
{
    public static FeedFormat Atom { get; } = new("", AtomWriter.ContentType, AtomWriter.Write);

    public static FeedFormat Rss { get; } =
        new(FeedAddress.Rss, RssWriter.ContentType, RssWriter.Write);

    public static FeedFormat Json { get; } =
        new(FeedAddress.Json, JsonFeedWriter.ContentType, JsonFeedWriter.Write);

    public static IReadOnlyList<FeedFormat> All { get; } = [Atom, Rss, Json];
}
