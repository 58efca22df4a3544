using CpdCourse.Data;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Categories;

internal sealed class CategoryPage(
    CourseDb db,
    GlanceCache glance,
    CurrentPersona me,
    LimitsSettings limits,
    TimeProvider clock
) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public CategoryName Category { get; private set; } = new("", "");

    public IReadOnlyList<ThingGlance> Things { get; private set; } = [];

    public PageOf<PostRow> Posts { get; private set; } = new([], null);

    public Glance Course { get; private set; } = null!;

    public bool IsOpen(ThingGlance thing) => Course.IsOpen(thing, clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken stop)
    {
        // One's own posts count: a category that leads nowhere for its own writer would be a riddle.
        var posts = db
            .Posts.Where(p => p.State == PostState.Published)
            .ReadableFor(me.IsSignedIn, await me.Mine(stop));
        var category = await db
            .Categories.Where(c => c.Slug == slug)
            .SeenIn(db, posts)
            .Select(c => new CategoryName(c.Name, c.Slug))
            .SingleOrDefaultAsync(stop);
        if (category is null)
        {
            return NotFound();
        }

        Category = category;
        Course = await glance.Get(stop);
        Things = [.. Course.Things.Where(t => t.Categories.Any(c => c.Slug == slug))];
        Posts = await posts
            .Where(p => p.Categories.Any(c => c.Slug == slug))
            .NewestFirst(db, Before, limits.PageSize, stop);
        return Page();
    }
}
