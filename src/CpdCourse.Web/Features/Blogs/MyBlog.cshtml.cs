using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Another feed that a blog offers.</summary>
internal sealed record FeedOffer(string Address, string Title);

/// <summary>One of my blogs: what was found, whether it is shown to be mine, its posts and what each was taken for. Somebody else's is not there.</summary>
[Authorize(Policy = Policies.Participant)]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class MyBlogPage(
    CourseDb db,
    GlanceCache glance,
    SteerBlog steer,
    CurrentPersona me,
    SiteSettings site
) : PageModel
{
    private const int FirstShown = 3;
    private const int Shown = 20;
    private const int MostShown = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public Blog Blog { get; private set; } = null!;

    public string Persona { get; private set; } = "";

    public Uri PageAddress { get; private set; } = null!;

    public IReadOnlyList<EntryRow> Entries { get; private set; } = [];

    public bool HasMore { get; private set; }

    public IReadOnlyList<ThingGlance> Things { get; private set; } = [];

    public string? Said { get; private set; }

    public string? HubSays { get; private set; }

    /// <summary>Its posts on the course, and how many of them are shown whole.</summary>
    public (int All, int Whole) Listed { get; private set; }

    public string Host => new Uri(Blog.Home.Length > 0 ? Blog.Home : Blog.Address).IdnHost;

    public string Name => Blog.Title.Length > 0 ? Blog.Title : Host;

    /// <summary>True while this page is about to say something else, by a job that was just begun.</summary>
    private bool IsUnderWay =>
        Blog.State is BlogState.Searching
            ? steer.Now - Blog.AskedAt < Patience
            : Blog is { IsFollowed: true, IsProven: true }
                && steer.Now - Blog.FollowedAt < Patience
                && Entries.Any(e =>
                    e.Entry.State is EntryState.Ready && Things.Any(t => e.Sure.Contains(t.Number))
                );

    public IReadOnlyList<FeedOffer> Offers =>
        [.. Blog.Offers.Select(o => o.Split(' ', 2)).Select(o => new FeedOffer(o[0], o[^1]))];

    public string FoundWords =>
        Entries.Count(e => e.Sure.Any()) switch
        {
            0 => "None of its last posts names a Thing; the next one that does will be listed.",
            var some when Blog.IsProven => $"{Say.Count(some, "post")} shown below will be listed.",
            var some =>
                $"{Say.Count(some, "post")} shown below will be listed once the blog is shown to be yours.",
        };

    public async Task<IActionResult> OnGetAsync(
        Guid id,
        [FromQuery] string? said,
        [FromQuery] string? all,
        CancellationToken stop
    )
    {
        if (!await Find(id, stop))
        {
            return NotFound();
        }

        Said = BlogWords.Said(said);
        await Fill(all is not null, stop);
        if (IsUnderWay)
        {
            var word = Said is null ? "" : $"?said={said}";
            Response.Headers["Refresh"] = $"2; url={Addresses.Blog(id)}{word}";
        }

        return Page();
    }

    public Task<IActionResult> OnPostFollowAsync(Guid id, CancellationToken stop) =>
        Do(id, "followed", blog => steer.Follow(blog, stop), stop);

    public Task<IActionResult> OnPostStopAsync(Guid id, CancellationToken stop) =>
        Do(id, "stopped", blog => steer.Stop(blog, stop), stop, Addresses.Blogs);

    public Task<IActionResult> OnPostSearchAsync(Guid id, CancellationToken stop) =>
        Do(id, null, blog => steer.Search(blog, new Uri(blog.Address), stop), stop);

    public Task<IActionResult> OnPostFeedAsync(Guid id, string? feed, CancellationToken stop) =>
        Do(id, null, blog => steer.Take(blog, feed, stop), stop);

    public Task<IActionResult> OnPostCommentsAsync(
        Guid id,
        CommentsAt? where,
        CancellationToken stop
    ) => Choose(id, "comments", where, steer.TakeComments, stop);

    public Task<IActionResult> OnPostTextsAsync(
        Guid id,
        TextShown? shows,
        CancellationToken stop
    ) => Choose(id, shows is TextShown.Whole ? "whole" : "beginning", shows, steer.Show, stop);

    public Task<IActionResult> OnPostProveAsync(Guid id, CancellationToken stop) =>
        Do(id, "looking", blog => steer.Prove(blog, stop), stop);

    public Task<IActionResult> OnPostAnswerAsync(
        Guid id,
        Guid entry,
        int thing,
        EntryWord says,
        CancellationToken stop
    ) =>
        Do(
            id,
            "answered",
            blog =>
                steer.Answer(
                    new Id<BlogEntry>(entry),
                    new EntryAnswer(says, thing, Recognition.Author, blog.Id),
                    stop
                ),
            stop
        );

    // What is none of the answers is bound as none at all.
    private Task<IActionResult> Choose<T>(
        Guid id,
        string said,
        T? choice,
        Func<Blog, T, CancellationToken, Task<Outcome>> verb,
        CancellationToken stop
    )
        where T : struct
    {
        ModelState.Clear();
        return Do(
            id,
            said,
            blog =>
                choice is { } chosen
                    ? verb(blog, chosen, stop)
                    : Task.FromResult<Outcome>(Refusals.ChooseOne),
            stop
        );
    }

    private async Task<IActionResult> Do(
        Guid id,
        string? said,
        Func<Blog, Task<Outcome>> verb,
        CancellationToken stop,
        string? then = null
    )
    {
        if (!me.IsConfirmed || !await Find(id, stop))
        {
            return NotFound();
        }

        var outcome = await verb(Blog);
        if (outcome.Refusal is { } refusal)
        {
            await Fill(false, stop);
            return this.Refused(refusal);
        }

        var address = then ?? Addresses.Blog(id);
        return LocalRedirect(said is null ? address : $"{address}?said={said}");
    }

    private async Task<bool> Find(Guid id, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        var row = await (
            from blog in db.Blogs.AsNoTracking()
            join persona in db.Personas on blog.Persona equals persona.Id
            from hub in db.HubSubscriptions.Where(s => s.Blog == blog.Id).DefaultIfEmpty()
            where blog.Id == new Id<Blog>(id) && mine.Contains(blog.Persona)
            select new
            {
                Blog = blog,
                persona.Name,
                persona.Handle,
                Hub = hub,
            }
        ).SingleOrDefaultAsync(stop);
        if (row is null)
        {
            return false;
        }

        (Blog, Persona) = (row.Blog, row.Name);
        HubSays = HubWords.Of(row.Hub, steer.Now);
        PageAddress = site.Absolute(Addresses.Persona(row.Handle));
        return true;
    }

    private async Task Fill(bool isAll, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var most =
            Blog.State is BlogState.Found ? FirstShown
            : isAll ? MostShown
            : Shown;
        Entries = await EntryRow
            .Of(db, db.BlogEntries.Where(e => e.Blog == Blog.Id))
            .Take(most + 1)
            .ToListAsync(stop);
        HasMore = Entries.Count > most && Blog.State is not BlogState.Found;
        Entries = [.. Entries.Take(most)];
        Listed = Blog.ShowsWhole ? await CountListed(stop) : default;
        Things = [.. course.Things.Where(t => course.IsOpen(t, steer.Now))];
    }

    private async Task<(int All, int Whole)> CountListed(CancellationToken stop)
    {
        var posts =
            from entry in db.BlogEntries
            join post in db.Posts on entry.Post equals post.Id
            where entry.Blog == Blog.Id && post.State == PostState.Published
            group post by post.IsWhole into alike
            select new { IsWhole = alike.Key, Count = alike.Count() };
        var counts = await posts.ToListAsync(stop);
        return (counts.Sum(c => c.Count), counts.Where(c => c.IsWhole).Sum(c => c.Count));
    }
}
