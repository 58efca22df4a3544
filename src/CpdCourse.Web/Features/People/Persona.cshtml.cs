using System.Net;
using CpdCourse.Data;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.People;

internal sealed class PersonaPage(
    CourseDb db,
    GlanceCache glance,
    CurrentPersona me,
    LimitsSettings limits,
    TimeProvider clock
) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public Persona Persona { get; private set; } = null!;

    public Strip? Strip { get; private set; }

    public PageOf<PostRow> Posts { get; private set; } = new([], null);

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
        await Load(stop);
        return Page();
    }

    private async Task Load(CancellationToken stop)
    {
        Posts = await db
            .Posts.Where(p => p.Author == Persona.Id && p.State == PostState.Published)
            .ReadableFor(me.IsSignedIn, await me.Mine(stop))
            .ByDateWritten(db, Before, limits.PageSize, stop);
        if (Persona.ShowsStrip)
        {
            var course = await glance.Get(stop);
            var now = clock.GetUtcNow();
            Strip = await Strips.OfPersona(db, course, Persona, me.IsSignedIn, now, stop);
        }
    }
}

internal static class Archive
{
    /// <summary>One page in one query, by the day on which each post was written: a person's own order.</summary>
    public static async Task<PageOf<PostRow>> ByDateWritten(
        this IQueryable<Post> posts,
        CourseDb db,
        string? before,
        int size,
        CancellationToken stop
    )
    {
        if (Cursor.Read(before) is { } cursor)
        {
            posts = posts.Where(p =>
                p.WrittenAt <= cursor.At && (p.WrittenAt < cursor.At || p.Number < cursor.Number)
            );
        }

        var rows = await posts
            .OrderByDescending(p => p.WrittenAt)
            .ThenByDescending(p => p.Number)
            .Take(size + 1)
            .Rows(db)
            .OrderByDescending(r => r.WrittenAt)
            .ThenByDescending(r => r.Number)
            .AsNoTracking()
            .ToListAsync(stop);
        return Cursor.Cut(rows, size, r => (r.WrittenAt, r.Number));
    }
}
