using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Asks for a search when it is its host's turn.</summary>
/// <param name="Blog">Which.</param>
/// <param name="At">Where to go on; null to begin at its address.</param>
internal sealed record BlogToSearch(Id<Blog> Blog, Uri? At = null);

/// <summary>Looks for the feed of a blog, keeps what stands in it, and looks whose blog it is.</summary>
internal sealed class SearchBlog(CourseDb db, FindFeed find, TakeSearch take, TimeProvider clock)
    : IReaction<BlogAsked>,
        ITask<BlogToSearch>
{
    public Task React(BlogAsked happened, CancellationToken stop) =>
        Run(new BlogToSearch(happened.Blog), stop);

    public async Task Run(BlogToSearch payload, CancellationToken stop)
    {
        var blog = await db.Blogs.SingleOrDefaultAsync(b => b.Id == payload.Blog, stop);
        if (blog is not { State: BlogState.Searching })
        {
            return;
        }

        switch (await find.Of(payload.At ?? new Uri(blog.Address), stop))
        {
            case FeedSearch.Later later:
                var next = payload with { At = later.At ?? payload.At };
                db.Later<SearchBlog>(next, clock.GetUtcNow(), later.Rest);
                break;
            case FeedSearch.Failed failed:
                blog.CannotFind(failed.Sentence);
                break;
            case FeedSearch.Found found:
                await take.Of(blog, found, stop);
                break;
        }

        await db.SaveChangesAsync(stop);
    }
}

/// <summary>Takes over what a search has found. The caller saves.</summary>
internal sealed class TakeSearch(
    CourseDb db,
    ProveBlog prove,
    NoteEntries note,
    TakeTexts texts,
    TimeProvider clock
)
{
    public async Task Of(Blog blog, FeedSearch.Found found, CancellationToken stop)
    {
        var feed = found.Address.AbsoluteUri;
        var owner = await db
            .Blogs.Where(b => b.Feed == feed && b.Proof != BlogProof.None && b.Id != blog.Id)
            .Select(b => (Id<Persona>?)b.Persona)
            .FirstOrDefaultAsync(stop);
        if (owner is not null)
        {
            blog.CannotFind(owner == blog.Persona ? BlogTrouble.YoursAlready : BlogTrouble.Claimed);
            return;
        }

        var now = clock.GetUtcNow();
        blog.Find(new FoundBlog(found.Home, found.Address, found.Title, [.. Offers(found)]));
        var seen = await note.From(blog, found.Feed, stop);
        blog.Read(found.Visit.ETag, found.Visit.LastModified, seen.Newest, found.Feed.Rest, now);
        await texts.From(blog, seen, stop);
        if (found.HomePage is { } page)
        {
            await prove.By(blog, page, stop);
        }
        else
        {
            db.Later<LookForProof>(new BlogToProve(blog.Id), now);
        }
    }

    private static IEnumerable<string> Offers(FeedSearch.Found found) =>
        found.Others.Select(o => $"{o.Address.AbsoluteUri} {o.Title}".Trim());
}
