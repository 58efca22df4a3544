using CpdCourse.Data;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Writing;

/// <summary>Earlier states of a post, for its author; any of them can become the draft again.</summary>
[Authorize(Policies.Participant)]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class HistoryPage(CourseDb db, CurrentPersona me, TimeProvider clock) : PageModel
{
    public int Number { get; private set; }

    public IReadOnlyList<Revision> Revisions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken stop)
    {
        if (await Find(number, stop) is not { } post)
        {
            return NotFound();
        }

        Number = number;
        Revisions = [.. post.Revisions.OrderByDescending(r => r.Number)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int number, int revision, CancellationToken stop)
    {
        if (
            await Find(number, stop) is not { } post
            || post.Revisions.SingleOrDefault(r => r.Number == revision) is not { } chosen
        )
        {
            return NotFound();
        }

        var ids = post.Responses.Select(r => r.Thing).ToList();
        var things = await db
            .Things.Where(t => ids.Contains(t.Id))
            .Select(t => t.Number)
            .ToListAsync(stop);
        post.BringBack(chosen, things, clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        return Redirect(Addresses.Write(number));
    }

    private async Task<Post?> Find(int number, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        return await db
            .Posts.Editable()
            .SingleOrDefaultAsync(p => p.Number == number && mine.Contains(p.Author), stop);
    }
}
