using CpdCourse.Data;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Categories;

internal sealed class CategoriesPage(CourseDb db, CurrentPersona me) : PageModel
{
    public IReadOnlyList<CategoryRow> Categories { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) =>
        Categories = await db.Categories.Rows(db, db.Posts.ListedFor(me.IsSignedIn), stop);
}
