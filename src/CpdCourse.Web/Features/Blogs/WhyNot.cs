using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Says in plain words, step by step, how far a blog's posts have come and what they wait for.</summary>
internal sealed class WhyNot(CourseDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<string>> Of(Blog blog, CancellationToken stop)
    {
        var counts = await db
            .BlogEntries.Where(e => e.Blog == blog.Id)
            .GroupBy(e => e.State)
            .Select(g => new { State = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.State, g => g.Count, stop);
        var newest = await db
            .BlogEntries.Where(e => e.Blog == blog.Id)
            .OrderByDescending(e => e.WrittenAt)
            .Select(e => e.Title)
            .FirstOrDefaultAsync(stop);
        var hub = await db
            .HubSubscriptions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Blog == blog.Id, stop);
        var asked = hub?.IsReliable(clock.GetUtcNow()) is true
            ? $"Its hub tells us of new posts at once; besides, we ask {blog.Feed} every six hours."
            : $"We ask {blog.Feed} about once an hour.";
        return [.. Steps(blog, counts, newest).Prepend(asked)];
    }

    private static IEnumerable<string> Steps(
        Blog blog,
        Dictionary<EntryState, int> counts,
        string? newest
    )
    {
        yield return blog.Problem is { } problem
            ? $"The last time it did not work: {problem}"
            : "The last time it answered, and could be read.";
        yield return newest is null
            ? "It has brought no posts so far."
            : $"It has brought {Say.Count(counts.Values.Sum(), "post")}; the newest is “{newest}”. Is one missing that is newer? Then your blog’s feed does not show it yet: look whether it is published, and for everybody.";
        yield return blog.IsProven
            ? "The blog is shown to be yours."
            : "It is not yet shown that the blog is yours: until then nothing is listed. That is what most likely stands in the way.";
        foreach (var (state, says) in Kinds)
        {
            if (counts.GetValueOrDefault(state) is > 0 and var count)
            {
                yield return $"{Say.Count(count, "post")} {says}";
            }
        }
    }

    private static readonly (EntryState State, string Says)[] Kinds =
    [
        (EntryState.Listed, "listed on the course."),
        (
            EntryState.Ready,
            "with a Thing recognised, and not listed yet: the blog is not shown to be yours, or the Thing is not open."
        ),
        (EntryState.Asked, "where we have a guess and wait for your word."),
        (
            EntryState.Unplaced,
            "without a Thing. Name it in the title (“Thing 12: …”), tag the post “thing12” or link to the Thing’s page; or say it yourself on the page of the blog."
        ),
        (EntryState.Dismissed, "of which you, or an organiser, said that they answer nothing."),
        (EntryState.Gone, "gone from your blog."),
        (
            EntryState.Taken,
            "listed under the name of somebody else, who has shown that they are theirs."
        ),
    ];
}
