using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Pages;
using CpdCourse.Markup;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Asks whether a post that a feed no longer shows is still there.</summary>
internal sealed record EntryToCheck(Id<BlogEntry> Entry);

/// <summary>A post that is gone from its blog, feed and page, goes from here too; when it returns there, it returns here.</summary>
internal sealed class CheckEntry(CourseDb db, SafeFetcher fetcher, ListEntries list)
    : ITask<EntryToCheck>
{
    public async Task Run(EntryToCheck payload, CancellationToken stop)
    {
        var source = await db
            .BlogEntries.Where(e => e.Id == payload.Entry && e.State == EntryState.Listed)
            .Select(e => e.Source)
            .SingleOrDefaultAsync(stop);
        if (source is null)
        {
            return;
        }

        var answer = await fetcher
            .Get(new Uri(source), FetchWish.Page, stop)
            .OrPostpone(whenBusy: TimeSpan.FromMinutes(1));
        if (IsGone(answer))
        {
            await db.Insist(() => Go(payload.Entry, stop));
        }
    }

    private async Task<int> Go(Id<BlogEntry> id, CancellationToken stop)
    {
        var entry = await db.BlogEntries.SingleAsync(e => e.Id == id, stop);
        entry.Go();
        await list.TakeOff(entry, stop);
        if (await db.Posts.SingleOrDefaultAsync(p => p.Id == entry.Post, stop) is { } post)
        {
            post.ShowBeginning(Render.Plain(post.Text).Kept());
        }

        return await db.SaveChangesAsync(stop);
    }

    private static bool IsGone(FetchResult answer) =>
        answer is Fetched { Status: StatusCodes.Status404NotFound or StatusCodes.Status410Gone }
        || (
            answer is Fetched { IsSuccess: true } page
            && SourcePage.Read(page.Body, page.ContentType, page.FinalUrl).SaysGone
        );
}
