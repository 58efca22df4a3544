using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Fetching;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>A webmention to one's own page here, from one's blog, shows that the blog is one's own: if that page names it with <c>rel="me"</c>, which those who comment there cannot.</summary>
internal sealed class ProveByMention(CourseDb db, SafeFetcher fetcher, ProveBlog prove)
    : IReaction<MentionVerified>
{
    public async Task React(MentionVerified happened, CancellationToken stop)
    {
        var mention = await db
            .Mentions.AsNoTracking()
            .SingleOrDefaultAsync(m => m.Id == happened.Mention && m.Persona != null, stop);
        if (mention is null)
        {
            return;
        }

        var source = new Uri(mention.SourceUrl);
        var host = Blog.HostOf(source);
        var blogs = await db
            .Blogs.AsNoTracking()
            .Where(b => b.Persona == mention.Persona && b.Host == host)
            .ToListAsync(stop);
        if (blogs.Find(b => !b.IsProven && b.Holds(source)) is not { } unproven)
        {
            return;
        }

        var answer = await fetcher
            .Get(source, FetchWish.Page, stop)
            .OrPostpone(whenBusy: TimeSpan.FromMinutes(1));
        if (
            answer is Fetched page
            && await db.Blogs.SingleOrDefaultAsync(b => b.Id == unproven.Id, stop) is { } blog
        )
        {
            await prove.ByMention(blog, page, stop);
            await db.SaveChangesAsync(stop);
        }
    }
}
