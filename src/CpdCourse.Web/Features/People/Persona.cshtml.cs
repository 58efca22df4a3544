using System.Net;
using CpdCourse.Data;
using CpdCourse.Domain.People;
using CpdCourse.Markup;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.People;

internal sealed class PersonaPage(
    CourseDb db,
    PersonaPosts posts,
    MentionList mentions,
    CurrentPersona me,
    TimeProvider clock
) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public Persona Persona { get; private set; } = null!;

    public Strip? Strip { get; private set; }

    public IReadOnlyList<PersonaBlog> Blogs { get; private set; } = [];

    public PageOf<PostRow> Posts { get; private set; } = new([], null);

    /// <summary>Pages elsewhere that link to this one.</summary>
    public MentionsView Mentions { get; private set; } = null!;

    public bool IsMe => me.IsSignedIn && me.Id == Persona.Id;

    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>The beginning of the words, for cards.</summary>
    public string Summary =>
        Persona.Words.Length > 0
            ? Render.Excerpt(WebUtility.HtmlEncode(Persona.Words), 200)
            : $"What {Persona.Name} writes on the course.";

    /// <summary>The words in paragraphs, an empty line between two.</summary>
    public IEnumerable<string> Paragraphs =>
        Persona.Words.Split(
            "\n\n",
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    public async Task<IActionResult> OnGetAsync(string handle, CancellationToken stop)
    {
        var persona = await db
            .Personas.AsNoTracking()
            .SingleOrDefaultAsync(p => p.Handle == handle, stop);
        if (persona is null)
        {
            return NotFound();
        }

        if (persona.RetiredAt is not null)
        {
            return StatusCode(StatusCodes.Status410Gone);
        }

        Persona = persona;
        Posts = await posts.Of(persona, Before, stop);
        Strip = await posts.Strip(persona, stop);
        Blogs = await posts.Blogs(persona, stop);
        Mentions = await mentions.OfPersona(persona.Id, persona.Handle, persona.Listed, stop);
        return Page();
    }
}
