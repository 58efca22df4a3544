using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Fetching;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>A page of an unproven blog that told us that it links to its owner's page here.</summary>
internal sealed record PageThatProves(Id<Blog> Blog, string Address);

/// <summary>A webmention to one's own page here, from one's blog, shows that the blog is one's own: if that page names it with <c>rel="me"</c>, which those who comment there cannot.</summary>
internal sealed class ProveByMention(
    CourseDb db,
    SafeFetcher fetcher,
    FetchRates rates,
    ProveBlog prove,
    TimeProvider clock
) : IReaction<MentionVerified>, ITask<PageThatProves>
{
    private static readonly TimeSpan Busy = TimeSpan.FromMinutes(1);

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
        if (blogs.Find(b => !b.IsProven && b.Holds(source)) is { } blog)
        {
            await Run(new PageThatProves(blog.Id, mention.SourceUrl), stop);
        }
    }

    public async Task Run(PageThatProves payload, CancellationToken stop)
    {
        var page = new Uri(payload.Address);
        var answer = rates.TryTake(page.IdnHost, out var rest)
            ? await fetcher.Get(page, FetchWish.Page, stop)
            : null;
        if (answer is null or FetchRefusal { Problem: FetchProblem.Busy })
        {
            db.Later<ProveByMention>(payload, clock.GetUtcNow(), answer is null ? rest : Busy);
        }
        else if (
            answer is Fetched fetched
            && await db.Blogs.SingleOrDefaultAsync(b => b.Id == payload.Blog, stop) is { } blog
        )
        {
            await prove.ByMention(blog, fetched, stop);
        }

        await db.SaveChangesAsync(stop);
    }
}
