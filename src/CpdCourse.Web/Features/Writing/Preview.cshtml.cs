using CpdCourse.Data;
using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Writing;

/// <summary>The draft as readers would see it, by the same renderer.</summary>
[Authorize(Policies.Participant)]
internal sealed class PreviewPage(CourseDb db, Renderer renderer, CurrentPersona me) : PageModel
{
    public int Number { get; private set; }

    public string Title { get; private set; } = "";

    public SafeHtml Html { get; private set; } = SafeHtml.Empty;

    public int Words { get; private set; }

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        var post = await db
            .Posts.AsNoTracking()
            .SingleOrDefaultAsync(
                p => p.Number == number && mine.Contains(p.Author) && p.Origin == Origin.Here,
                stop
            );
        if (post is null)
        {
            return NotFound();
        }

        var draft = post.InHand([]);
        Number = number;
        Title = draft.Title.Length > 0 ? draft.Title : Domain.Common.Refusals.Untitled;
        try
        {
            var rendered = await renderer.Post(
                draft.Text,
                draft.Things.Count > 0 ? draft.Things[0] : null,
                stop
            );
            Html = rendered.Html;
            Words = rendered.Words;
        }
        catch (TooDeepException problem)
        {
            ModelState.AddModelError("", problem.Message);
        }

        return Page();
    }
}
