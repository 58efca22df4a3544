using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Pages;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>A page of a participant's own blog that has told us of itself.</summary>
internal sealed record OwnPage(Id<Blog> Blog, string Address);

/// <summary>A page of a proven blog that says, by whichever protocol, that it links here is not only a mention: it may be a response, and is looked at without waiting for the feed.</summary>
internal sealed class LookAtOwnPage(
    CourseDb db,
    ProvenBlogs blogs,
    SafeFetcher fetcher,
    FetchRates rates,
    TakeOwnPage take
) : IReaction<MentionClaimed>, ITask<OwnPage>
{
    public async Task React(MentionClaimed happened, CancellationToken stop)
    {
        var source = await db
            .Mentions.Where(m => m.Id == happened.Mention)
            .Select(m => m.SourceUrl)
            .SingleOrDefaultAsync(stop);
        if (
            source is not null
            && await blogs.Of(new Uri(source), stop) is { IsFollowed: true } blog
        )
        {
            await Run(new OwnPage(blog.Id, source), stop);
        }
    }

    public async Task Run(OwnPage payload, CancellationToken stop)
    {
        var page = new Uri(payload.Address);
        var answer = rates.TryTake(page.IdnHost, out var rest)
            ? await fetcher.Get(page, FetchWish.Page, stop)
            : null;
        await db.Insist(async () =>
        {
            await take.Of(payload, answer, rest, stop);
            return await db.SaveChangesAsync(stop);
        });
    }
}

/// <summary>Takes over what such a page says. The caller saves.</summary>
internal sealed class TakeOwnPage(
    CourseDb db,
    NoteEntries note,
    ListEntries list,
    TakeTexts texts,
    TimeProvider clock
)
{
    private static readonly TimeSpan Busy = TimeSpan.FromMinutes(1);

    public async Task Of(OwnPage own, FetchResult? answer, TimeSpan rest, CancellationToken stop)
    {
        var blog = await db.Blogs.SingleOrDefaultAsync(b => b.Id == own.Blog, stop);
        switch (answer)
        {
            case null or FetchRefusal { Problem: FetchProblem.Busy }:
                db.Later<LookAtOwnPage>(own, clock.GetUtcNow(), answer is null ? rest : Busy);
                break;
            case Fetched { IsSuccess: true } page when blog?.Holds(page.FinalUrl) == true:
                var post = PostOnPage.Read(page.Body, page.ContentType, page.FinalUrl);
                if (!post.SaysGone)
                {
                    var entry = await note.From(blog, post, page.FinalUrl, stop);
                    await list.One(blog, entry, stop);
                    texts.LookFor(blog, entry);
                }

                break;
        }
    }
}
