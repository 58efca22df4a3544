using CpdCourse.Data;
using CpdCourse.Data.Search;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Feeds;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>The feed of a search: the newest posts in which all the words occur, so that whoever looks for a subject hears of the next one.</summary>
internal sealed class SearchFeed(
    CourseDb db,
    ISearch search,
    GlanceCache glance,
    PostEntries posts,
    FeedIds ids
)
{
    /// <summary>Null for words that the search itself does not take.</summary>
    public async Task<Feed?> Of(string typed, CancellationToken stop)
    {
        var asked = Text.Line(typed);
        var words = SearchWords.Read(asked);
        if (asked.Length is 0 or > SearchWords.Limit || words.IsTooShort)
        {
            return null;
        }

        var course = await glance.Get(stop);
        var about = new FeedAbout(
            ids.Feed($"search/{Uri.EscapeDataString(asked)}"),
            $"Search: {asked} – {course.Title}",
            FeedAddress.Search(asked),
            "/search" + QueryString.Create("q", asked)
        );
        var readable = db.Posts.ListedFor(onCourse: false);
        // First which they are: what the index gives has no key that lists within an entry could be put together by.
        var found = await (
            from match in search.Find<Post>(words)
            join post in readable on match.Key equals post.Id
            orderby post.ArrivedAt descending, post.Number descending
            select post.Id
        )
            .Take(PostEntries.Most)
            .ToListAsync(stop);
        return await posts.Of(about, readable.Where(p => found.Contains(p.Id)), course, stop);
    }
}
