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

/// <summary>A page of a proven blog that says, by whichever protocol, that it links here is not only a mention: it may be a response, and is looked at without waiting for the feed.</summary>
internal sealed class LookAtOwnPage(
    CourseDb db,
    ProvenBlogs blogs,
    SafeFetcher fetcher,
    TakeOwnPage take
) : IReaction<MentionClaimed>
{
    public async Task React(MentionClaimed happened, CancellationToken stop)
    {
        var source = await db
            .Mentions.Where(m => m.Id == happened.Mention)
            .Select(m => m.SourceUrl)
            .SingleOrDefaultAsync(stop);
        if (
            source is null
            || await blogs.Of(new Uri(source), stop) is not { IsFollowed: true } blog
        )
        {
            return;
        }

        var answer = await fetcher
            .Get(new Uri(source), FetchWish.Page, stop)
            .OrPostpone(whenBusy: TimeSpan.FromMinutes(1));
        if (answer is Fetched { IsSuccess: true } page)
        {
            await db.Insist(async () =>
            {
                await take.Of(blog.Id, page, stop);
                return await db.SaveChangesAsync(stop);
            });
        }
    }
}

/// <summary>Takes over what such a page says. The caller saves.</summary>
internal sealed class TakeOwnPage(CourseDb db, NoteEntries note, ListEntries list, TakeTexts texts)
{
    public async Task Of(Id<Blog> id, Fetched page, CancellationToken stop)
    {
        var blog = await db.Blogs.SingleOrDefaultAsync(b => b.Id == id, stop);
        if (blog?.Holds(page.FinalUrl) != true)
        {
            return;
        }

        var post = PostOnPage.Read(page.Body, page.ContentType, page.FinalUrl);
        if (!post.SaysGone)
        {
            var entry = await note.From(blog, post, page.FinalUrl, stop);
            await list.One(blog, entry, stop);
            texts.LookFor(blog, entry);
        }
    }
}
