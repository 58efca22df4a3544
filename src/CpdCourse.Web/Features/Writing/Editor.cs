using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Writing;

/// <summary>What the editor shows besides the typed text: the questions, the choices, and what publishing will do.</summary>
internal sealed record Editor(
    IReadOnlyList<ThingGlance> Things,
    IReadOnlyList<Question> Questions,
    IReadOnlyDictionary<(int Thing, int Prompt), IReadOnlyList<string>> Points,
    IReadOnlyList<PersonaChoice> Personas
);

internal sealed record PersonaChoice(Id<Persona> Id, string Name);

internal sealed class EditorRoom(CourseDb db, GlanceCache glance, CurrentPersona me)
{
    public async Task<Editor> For(IReadOnlyList<int> things, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var asked = await db
            .Things.AsNoTracking()
            .Where(t => things.Contains(t.Number))
            .Include(t => t.Prompts)
            .ToListAsync(stop);
        var inOrder = things
            .Select(n => asked.SingleOrDefault(t => t.Number == n))
            .OfType<Thing>()
            .ToList();
        var mine = await me.Mine(stop);
        var personas = await db
            .Personas.Where(p => mine.Contains(p.Id))
            .OrderBy(p => p.Name)
            .Select(p => new PersonaChoice(p.Id, p.Name))
            .ToListAsync(stop);
        return new Editor(
            course.Things,
            [
                .. inOrder.SelectMany(t =>
                    t.Prompts.Select(p => new Question(t.Number, p.Number, p.Text))
                ),
            ],
            inOrder
                .SelectMany(t => t.Prompts.Select(p => (Key: (t.Number, p.Number), p.Points)))
                .ToDictionary(p => p.Key, p => p.Points),
            personas
        );
    }

    /// <summary>What a new post begins with: title and categories of its Thing.</summary>
    public async Task<Draft> Blank(int? thing, CancellationToken stop)
    {
        var known = thing is { } number ? (await glance.Get(stop)).Thing(number) : null;
        return known is null
            ? new Draft()
            : new Draft
            {
                Title = $"Thing {known.Number}: {known.Title}",
                Things = [known.Number],
                Categories = [.. known.Categories.Select(c => c.Name)],
            };
    }

    /// <summary>The prompts of these Things as a nested list to answer in prose.</summary>
    public async Task<string> Quoted(IReadOnlyList<int> things, CancellationToken stop)
    {
        var room = await For(things, stop);
        var lines = room.Questions.SelectMany(q =>
            room.Points[(q.Thing, q.Prompt)]
                .Select(point => $"    - {point}")
                .Prepend($"- {q.Text}")
        );
        return string.Join('\n', lines) + "\n";
    }
}
