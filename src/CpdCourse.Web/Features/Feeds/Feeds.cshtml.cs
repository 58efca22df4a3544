using CpdCourse.Data;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Feeds;

internal sealed class FeedsPage(
    CourseDb db,
    GlanceCache glance,
    SiteSettings site,
    TimeProvider clock
) : PageModel
{
    public Glance Course { get; private set; } = null!;

    public IReadOnlyList<ThingGlance> Open { get; private set; } = [];

    /// <summary>Categories that everybody can see something of.</summary>
    public IReadOnlyList<CategoryName> Categories { get; private set; } = [];

    public string Absolute(string path) => site.Absolute(path).AbsoluteUri;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Course = await glance.Get(stop);
        var now = clock.GetUtcNow();
        Open = [.. Course.Things.Where(t => Course.IsOpen(t, now))];
        var posts = db.Posts.ListedFor(onCourse: false);
        Categories = await db
            .Categories.Where(c =>
                db.Things.Any(t => t.Categories.Any(tc => tc.Id == c.Id))
                || posts.Any(p => p.Categories.Any(pc => pc.Id == c.Id))
            )
            .OrderBy(c => c.Name)
            .Select(c => new CategoryName(c.Name, c.Slug))
            .ToListAsync(stop);
    }
}
