using System.Globalization;
using CpdCourse.Data;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Site;

/// <summary>
/// The page that an address with a slip in it probably meant. Only what everybody may read is looked at: an address of something hidden is answered
/// like one that never was.
/// </summary>
internal sealed class NearestPage(CourseDb db, GlanceCache glance)
{
    private const int Most = 500;

    private static readonly string[] Rooms =
    [
        "things",
        "responses",
        "people",
        "categories",
        "search",
        "feeds",
        "about",
        "help",
        "rules",
        "privacy",
        "accessibility",
        "join",
        "sign-in",
        "write",
        "drafts",
    ];

    public async Task<(string Address, string Title)?> To(string path, CancellationToken stop) =>
        path.Trim('/').ToLowerInvariant().Split('/') switch
        {
            ["things", var number, .. var room] => await Thing(number, room.Length > 0, stop),
            ["categories", var slug] => await Category(slug, stop),
            [['@', .. var handle]] => await Person(handle, stop),
            [['@', .. var handle], var slug] => await Post(handle, slug, stop)
                ?? await Person(handle, stop),
            [var room, ..] when Nearest.To(room, Rooms) is { } meant => ($"/{meant}", $"/{meant}"),
            _ => null,
        };

    private async Task<(string, string)?> Thing(string typed, bool hasRoom, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        if (!int.TryParse(typed, NumberStyles.None, Say.Culture, out var number))
        {
            return null;
        }

        if (course.Thing(number) is { } there)
        {
            return hasRoom ? (Addresses.Thing(number), $"Thing {number}: {there.Title}") : null;
        }

        return course.Things.Count > 0 && course.Things[^1] is var last
            ? (Addresses.Thing(last.Number), $"Thing {last.Number}, the last one: {last.Title}")
            : null;
    }

    private async Task<(string, string)?> Category(string slug, CancellationToken stop)
    {
        var known = (await glance.Get(stop))
            .Things.SelectMany(t => t.Categories)
            .DistinctBy(c => c.Slug)
            .ToDictionary(c => c.Slug, c => c.Name, StringComparer.Ordinal);
        return Nearest.To(slug, known.Keys) is { } meant
            ? (Addresses.Category(meant), known[meant])
            : null;
    }

    // The first letter is nearly always right; so not everybody has to be looked at.
    private async Task<(string, string)?> Person(string handle, CancellationToken stop)
    {
        if (handle.Length == 0)
        {
            return null;
        }

        var first = handle.EnumerateRunes().First().ToString();
        var known = await db
            .Personas.Where(p => p.Listed && p.RetiredAt == null && p.Handle.StartsWith(first))
            .OrderBy(p => p.Handle)
            .Take(Most)
            .ToDictionaryAsync(p => p.Handle, p => p.Name, stop);
        return Nearest.To(handle, known.Keys) is { } meant
            ? (Addresses.Persona(meant), known[meant])
            : null;
    }

    private async Task<(string, string)?> Post(string handle, string slug, CancellationToken stop)
    {
        var known = await db
            .Posts.ListedFor(onCourse: false)
            .Where(p => db.Personas.Any(a => a.Id == p.Author && a.Handle == handle))
            .OrderByDescending(p => p.ArrivedAt)
            .Take(Most)
            .ToDictionaryAsync(p => p.Slug!, p => p.Title, stop);
        return Nearest.To(slug, known.Keys) is { } meant
            ? (Addresses.Post(handle, meant), known[meant])
            : null;
    }
}
