using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>One of my blogs, and how many of its posts stand where.</summary>
internal sealed record MyBlogRow(Blog Blog, int Listed, int Asked, int Unplaced)
{
    public string Name => Blog.Title.Length > 0 ? Blog.Title : new Uri(Blog.Address).IdnHost;

    /// <summary>How it stands, in a few words.</summary>
    public string Says =>
        Blog switch
        {
            { State: BlogState.Searching } => "its feed is being looked for",
            { State: BlogState.NotFound } => "no feed found",
            { State: BlogState.Found } => "found, not followed yet",
            { State: BlogState.Resting } => "could not be read, not tried any more",
            { Failures: > 0 } => "could not be read the last time",
            { IsProven: false } => "followed; not yet shown to be yours",
            _ => "followed",
        };
}

/// <summary>The blogs of all my names. Shown to nobody else.</summary>
[Authorize(Policy = Policies.Participant)]
internal sealed class MyBlogsPage(CourseDb db, CurrentPersona me) : PageModel
{
    public IReadOnlyList<MyBlogRow> Blogs { get; private set; } = [];

    public string? Said { get; private set; }

    public async Task OnGetAsync([FromQuery] string? said, CancellationToken stop)
    {
        Said = BlogWords.Said(said);
        var mine = await me.Mine(stop);
        Blogs = await db
            .Blogs.AsNoTracking()
            .Where(b => mine.Contains(b.Persona))
            .OrderBy(b => b.AskedAt)
            .Select(b => new MyBlogRow(
                b,
                db.BlogEntries.Count(e => e.Blog == b.Id && e.State == EntryState.Listed),
                db.BlogEntries.Count(e => e.Blog == b.Id && e.State == EntryState.Asked),
                db.BlogEntries.Count(e => e.Blog == b.Id && e.State == EntryState.Unplaced)
            ))
            .ToListAsync(stop);
    }
}
