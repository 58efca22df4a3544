using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Things;

/// <summary>One question and everybody's answers to it, read across people.</summary>
internal sealed class QuestionPage(
    CourseDb db,
    GlanceCache glance,
    CurrentPersona me,
    LimitsSettings limits,
    TimeProvider clock
) : PageModel
{
    public Glance Course { get; private set; } = null!;

    public ThingGlance Thing { get; private set; } = null!;

    public Prompt Prompt { get; private set; } = null!;

    public IReadOnlyList<Prompt> Prompts { get; private set; } = [];

    public int Total { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string? Older { get; private set; }

    public async Task<IActionResult> OnGetAsync(
        int number,
        int prompt,
        string? before,
        CancellationToken stop
    )
    {
        Course = await glance.Get(stop);
        if (Course.Thing(number) is not { } thing || !Course.IsOpen(thing, clock.GetUtcNow()))
        {
            return NotFound();
        }

        Thing = thing;
        Prompts = (
            await db
                .Things.AsNoTracking()
                .Include(t => t.Prompts)
                .SingleAsync(t => t.Id == thing.Id, stop)
        ).Prompts;
        if (Prompts.SingleOrDefault(p => p.Number == prompt) is not { } asked)
        {
            return Redirect(Addresses.Thing(number));
        }

        Prompt = asked;
        await LoadAnswers(before, stop);
        return Page();
    }

    private async Task LoadAnswers(string? before, CancellationToken stop)
    {
        var answers =
            from answer in db.Answers
            where answer.Thing == Thing.Id && answer.Prompt == Prompt.Number
            join post in db.Posts.ListedFor(me.IsSignedIn)
                on EF.Property<Id<Post>>(answer, "PostId") equals post.Id
            join persona in db.Personas on post.Author equals persona.Id
            join response in db.Responses
                on new { Post = post.Id, answer.Thing } equals new { response.Post, response.Thing }
            select new Row
            {
                Number = post.Number,
                Title = post.Title,
                Slug = post.Slug!,
                Handle = persona.Handle,
                Author = persona.Name,
                Colour = persona.Colour,
                Html = answer.Rendered.Html,
                ArrivedAt = post.ArrivedAt,
                Position = response.Position,
                Thing = Thing.Number,
                Prompt = Prompt.Number,
            };
        Total = await answers.CountAsync(stop);
        if (Cursor.Read(before) is { } cursor)
        {
            answers = answers.Where(r =>
                r.ArrivedAt < cursor.At || (r.ArrivedAt == cursor.At && r.Number < cursor.Number)
            );
        }

        var rows = await answers
            .OrderByDescending(r => r.ArrivedAt)
            .ThenByDescending(r => r.Number)
            .Take(limits.PageSize + 1)
            .ToListAsync(stop);
        Older =
            rows.Count > limits.PageSize
                ? Cursor.Write(
                    rows[limits.PageSize - 1].ArrivedAt,
                    rows[limits.PageSize - 1].Number
                )
                : null;
        Rows = [.. rows.Take(limits.PageSize)];
    }

    internal sealed record Row
    {
        public required int Number { get; init; }
        public required string Title { get; init; }
        public required string Slug { get; init; }
        public required string Handle { get; init; }
        public required string Author { get; init; }
        public required int Colour { get; init; }
        public required string Html { get; init; }
        public required DateTimeOffset ArrivedAt { get; init; }
        public required int Position { get; init; }
        public required int Thing { get; init; }
        public required int Prompt { get; init; }

        /// <summary>The heading's anchor in the post: short for the post's first Thing.</summary>
        public string Anchor => AnswerSheet.Anchor(Thing, Prompt, Position == 1 ? Thing : null);
    }
}
