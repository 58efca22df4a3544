using CpdCourse.Data;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.People;

/// <summary>What is begun and not published, the one saved last first.</summary>
[Authorize(Policy = Policies.Participant)]
internal sealed class DraftsPage(CourseDb db, CurrentPersona me, LimitsSettings limits) : PageModel
{
    public IReadOnlyList<DraftRow> Rows { get; private set; } = [];

    public string? Older { get; private set; }

    /// <summary>On the first page: published once, and taken back by their writer.</summary>
    public IReadOnlyList<TakenBackRow> TakenBack { get; private set; } = [];

    public async Task OnGetAsync(string? before, CancellationToken stop)
    {
        var posts = db.Posts.AsNoTracking();
        var mine = await me.Mine(stop);
        var from = Cursor.Read(before);
        TakenBack = from is null ? await posts.TakenBackBy(mine, db).ToListAsync(stop) : [];
        if (from is { } cursor)
        {
            posts = posts.Where(p =>
                p.DraftSavedAt < cursor.At
                || (p.DraftSavedAt == cursor.At && p.Number < cursor.Number)
            );
        }

        var found = await posts.DraftsOf(mine).Take(limits.PageSize + 1).ToListAsync(stop);
        (Rows, Older) = Cursor.Cut(
            [.. found.Select(DraftRows.Row)],
            limits.PageSize,
            r => (r.SavedAt, r.Number)
        );
    }
}
