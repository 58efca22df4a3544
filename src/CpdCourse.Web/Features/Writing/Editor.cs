using System.Security.Cryptography;
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

    /// <summary>A post of one's own that was written here, to be shown; null for any other.</summary>
    public async Task<Post?> Find(int number, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        return await db
            .Posts.AsNoTracking()
            .Include(p => p.Responses)
            .Include(p => p.Categories)
            .AsSplitQuery()
            .SingleOrDefaultAsync(
                p => p.Number == number && mine.Contains(p.Author) && p.Origin == Origin.Here,
                stop
            );
    }

    /// <summary>Numbers of the Things that a post answers as published.</summary>
    public async Task<IReadOnlyList<int>> Things(Post post, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var things = post.Responses.Select(r => course.Thing(r.Thing)).OfType<ThingGlance>();
        return [.. things.Select(t => t.Number)];
    }

    /// <summary>Where readers find a post that was published.</summary>
    public async Task<string> Address(Post post, CancellationToken stop)
    {
        var handles = db.Personas.Where(p => p.Id == post.Author).Select(p => p.Handle);
        return Addresses.Post(await handles.SingleAsync(stop), post.Slug!);
    }

    /// <summary>A word for this account that says nothing about it.</summary>
    public string Device =>
        Convert.ToHexString(
            SHA256.HashData([.. "copies on a device"u8, .. me.Account.ToByteArray()])
        )[..16];

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
