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
internal sealed class PreviewPage(CourseDb db, EditorRoom room, Renderer renderer) : PageModel
{
    public int Number { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>The name it is written under.</summary>
    public string Author { get; private set; } = "";

    public SafeHtml Html { get; private set; } = SafeHtml.Empty;

    public int Words { get; private set; }

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken stop)
    {
        if (await room.Find(number, stop) is not { } post)
        {
            return NotFound();
        }

        Number = number;
        Author = await db
            .Personas.Where(p => p.Id == post.Author)
            .Select(p => p.Name)
            .SingleAsync(stop);
        await Show(post.InHand(await room.Things(post, stop)), stop);
        return Page();
    }

    private async Task Show(Draft draft, CancellationToken stop)
    {
        Title = draft.Title.Length > 0 ? draft.Title : Domain.Common.Refusals.Untitled;
        try
        {
            int? first = draft.Things.Count > 0 ? draft.Things[0] : null;
            var rendered = await renderer.Post(draft.Text, first, stop);
            Html = rendered.Html;
            Words = rendered.Words;
        }
        catch (TooDeepException problem)
        {
            ModelState.AddModelError("", problem.Message);
        }
    }
}
