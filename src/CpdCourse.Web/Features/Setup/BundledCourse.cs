using System.Security.Cryptography;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Setup;

/// <summary>
/// Loads the 23 Things that travel with the program through the verbs an organiser uses. Safe at every start: what is there stays, what an organiser has edited
/// is never overwritten.
/// </summary>
internal sealed class BundledCourse(CourseDb db, Renderer renderer)
{
    /// <summary>Which texts were taken last.</summary>
    internal const string Note = "bundled-course";

    private const string Files = "courses/23-things";

    private static string Course => Path.Combine(SeedFiles.Folder, Files, "course.md");

    public async Task Load(CancellationToken stop)
    {
        var texts = await Texts(stop);
        var note = await db.SiteNotes.SingleOrDefaultAsync(n => n.Key == Note, stop);
        if (note?.Value == texts)
        {
            return;
        }

        await Take(stop);
        if (note is null)
        {
            db.SiteNotes.Add(note = new SiteNote { Key = Note, Value = texts });
        }

        note.Value = texts;
        await db.SaveChangesAsync(stop);
    }

    // Told by their hash, and by the program that reads them: taking them apart at every start would take longer than all the rest of it.
    private static async Task<string> Texts(CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(BundledCourse).Module.ModuleVersionId.ToByteArray());
        hash.AppendData([Markup.Render.Version]);
        foreach (var file in SeedFiles.In(Files + "/things", "*.md").Prepend(Course))
        {
            hash.AppendData(await File.ReadAllBytesAsync(file, stop));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private async Task Take(CancellationToken stop)
    {
        var (front, _) = await SeedFiles.Read<CourseFront>(Course, stop);
        var course = await db.Courses.SingleOrDefaultAsync(stop);
        if (course is null)
        {
            course = new Course(front.Title);
            db.Courses.Add(course);
        }

        course.Bundle(front.Title, front.Tagline, front.Lead, front.Licence, front.Language);
        await db.SaveChangesAsync(stop);
        var things = await db
            .Things.Include(t => t.Prompts)
            .Include(t => t.Categories)
            .AsSplitQuery()
            .ToListAsync(stop);
        var categories = await db.Categories.ToDictionaryAsync(
            c => c.Slug,
            StringComparer.Ordinal,
            stop
        );
        foreach (var file in SeedFiles.In(Files + "/things", "*.md"))
        {
            var (text, body) = await SeedFiles.Read<ThingFront>(file, stop);
            var thing = things.SingleOrDefault(t => t.Number == text.Number);
            if (thing is null)
            {
                thing = course.AddThing(text.Number);
                db.Things.Add(thing);
            }

            // Rendering all of them at every start would be waste: a Thing is taken once, and again only when the bundled text changed.
            if (thing.EditedAt is null && !Same(thing, text, body))
            {
                Done(thing.Bundle(await TextOf(text, body, categories, stop)), file);
            }
        }
    }

    private async Task<ThingText> TextOf(
        ThingFront front,
        string body,
        Dictionary<string, Category> categories,
        CancellationToken stop
    ) =>
        new()
        {
            Title = front.Title,
            Summary = front.Summary,
            Introduction = body,
            Rendered = (await renderer.Post(body, front.Number, stop)).Kept(),
            Minutes = front.Minutes,
            Categories = [.. front.Categories.Select(name => Known(name, categories))],
            Prompts = [.. front.Prompts.Select(p => new PromptLine(p.Number, p.Text, p.Points))],
            Authors = front.Authors,
            Actions = front.Actions,
            Resources = front.Resources,
        };

    private static Category Known(string name, Dictionary<string, Category> categories)
    {
        var category = new Category(name);
        return categories.TryGetValue(category.Slug, out var known)
            ? known
            : categories[category.Slug] = category;
    }

    private static bool Same(Thing thing, ThingFront front, string body) =>
        thing.Introduction == body.Trim()
        && thing.Rendered.Version == Markup.Render.Version
        && thing.Title == Text.Line(front.Title)
        && thing.Summary == Text.Line(front.Summary)
        && thing.Minutes == front.Minutes
        && IsSame(thing.Authors, front.Authors)
        && IsSame(thing.Actions, front.Actions)
        && IsSame(thing.Resources, front.Resources)
        && thing
            .Categories.Select(c => c.Slug)
            .ToHashSet(StringComparer.Ordinal)
            .SetEquals(front.Categories.Select(name => new Category(name).Slug))
        && IsSame(
            thing.Prompts.SelectMany(p => p.Points.Prepend($"{p.Number} {p.Text}")),
            front.Prompts.SelectMany(p => p.Points.Prepend($"{p.Number} {p.Text}"))
        );

    private static bool IsSame(IEnumerable<string> kept, IEnumerable<string> bundled) =>
        kept.SequenceEqual(bundled.Select(Text.Line), StringComparer.Ordinal);

    private static void Done(Outcome outcome, string file)
    {
        if (outcome.Refusal is { } refusal)
        {
            throw new InvalidDataException($"{Path.GetFileName(file)}: {refusal.Message}");
        }
    }

    private sealed class CourseFront
    {
        public string Title { get; set; } = "";
        public string Tagline { get; set; } = "";
        public string Lead { get; set; } = "";
        public string Licence { get; set; } = "";
        public string Language { get; set; } = "en-GB";
        public string Thanks { get; set; } = "";
    }

    private sealed class ThingFront
    {
        public int Number { get; set; }
        public string Title { get; set; } = "";
        public string Slug { get; set; } = "";
        public List<string> Categories { get; set; } = [];
        public int Minutes { get; set; }
        public List<string> Authors { get; set; } = [];
        public string Summary { get; set; } = "";
        public List<PromptFront> Prompts { get; set; } = [];
        public List<string> Actions { get; set; } = [];
        public List<string> Resources { get; set; } = [];
    }

    private sealed class PromptFront
    {
        public string Anchor { get; set; } = "";
        public string Text { get; set; } = "";
        public List<string> Points { get; set; } = [];

        public int Number => int.Parse(Anchor.TrimStart('q'), Say.Culture);
    }
}
