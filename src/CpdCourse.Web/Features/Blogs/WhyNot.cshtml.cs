using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Tells the owner of a blog, step by step, what happened to its posts, and reads it at once when they ask.</summary>
[Authorize(Policy = Policies.Participant)]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class WhyNotPage(CourseDb db, WhyNot why, CurrentPersona me, TimeProvider clock)
    : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Its site is not ours to hammer.
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(2);

    public Blog Blog { get; private set; } = null!;

    public bool IsReading { get; private set; }

    public IReadOnlyList<string> Steps { get; private set; } = [];

    public string Name => Blog.Title.Length > 0 ? Blog.Title : new Uri(Blog.Address).IdnHost;

    /// <summary>What mends it.</summary>
    public string Mend =>
        Blog.Problem is not null ? "Look for the feed again"
        : !Blog.IsProven ? "Show that it is yours"
        : "See its posts";

    public async Task<IActionResult> OnGetAsync(
        Guid id,
        [FromQuery] long? since,
        CancellationToken stop
    )
    {
        if (!await Find(id, stop))
        {
            return NotFound();
        }

        if (since is { } ticks && ticks is > 0 && ticks < DateTimeOffset.MaxValue.Ticks)
        {
            var asked = new DateTimeOffset(ticks, TimeSpan.Zero);
            IsReading =
                (Blog.TriedAt is null || Blog.TriedAt < asked)
                && clock.GetUtcNow() - asked < Patience;
            if (IsReading)
            {
                Response.Headers["Refresh"] = $"2; url={Addresses.Blog(id)}/why?since={ticks}";
            }
        }

        Steps = await why.Of(Blog, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!me.IsConfirmed || !await Find(id, stop))
        {
            return NotFound();
        }

        var now = clock.GetUtcNow();
        if (Blog.IsFollowed && (Blog.TriedAt is null || Blog.TriedAt < now - Between))
        {
            db.Later<ReadBlog>(new BlogToRead(Blog.Id), now);
            await db.SaveChangesAsync(stop);
            return LocalRedirect($"{Addresses.Blog(id)}/why?since={now.UtcTicks}");
        }

        return LocalRedirect($"{Addresses.Blog(id)}/why");
    }

    private async Task<bool> Find(Guid id, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        var blog = await db
            .Blogs.AsNoTracking()
            .SingleOrDefaultAsync(b => b.Id == new Id<Blog>(id) && mine.Contains(b.Persona), stop);
        Blog = blog!;
        return blog is not null;
    }
}
