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
internal sealed class HistoryPage(
    CourseDb db,
    GlanceCache glance,
    CurrentPersona me,
    TimeProvider clock
) : PageModel
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
        var course = await glance.Get(stop);
        var isBack = await db.Insist(async () =>
        {
            if (
                await Find(number, stop) is not { } post
                || post.Revisions.SingleOrDefault(r => r.Number == revision) is not { } chosen
            )
            {
                return false;
            }

            var things = post.Responses.Select(r => course.Thing(r.Thing)).OfType<ThingGlance>();
            post.BringBack(chosen, things.Select(t => t.Number), clock.GetUtcNow());
            await db.SaveChangesAsync(stop);
            return true;
        });
        return isBack ? Redirect(Addresses.Write(number)) : NotFound();
    }

    private async Task<Post?> Find(int number, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        return await db
            .Posts.Editable()
            .SingleOrDefaultAsync(p => p.Number == number && mine.Contains(p.Author), stop);
    }
}
