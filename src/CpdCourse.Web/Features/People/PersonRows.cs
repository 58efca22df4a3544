using System.Diagnostics.CodeAnalysis;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.People;

/// <summary>A persona as it stands in the directory.</summary>
internal sealed record PersonRow
{
    public required string Handle { get; init; }
    public required string Name { get; init; }
    public required int Colour { get; init; }
    public required string Sector { get; init; }
    public required string Place { get; init; }
    public required DateOnly AppearedOn { get; init; }

    /// <summary>Posts that this reader can see.</summary>
    public required int Posts { get; init; }

    /// <summary>The name as it is ordered by.</summary>
    public required string Order { get; init; }
}

/// <summary>The directory: by name, a page at a time, in one query.</summary>
[SuppressMessage(
    "Globalization",
    "CA1304",
    Justification = "Translated to SQL, where a culture means nothing."
)]
[SuppressMessage(
    "Globalization",
    "CA1309",
    Justification = "Translated to SQL, where a culture means nothing."
)]
[SuppressMessage(
    "Globalization",
    "CA1311",
    Justification = "Translated to SQL, where a culture means nothing."
)]
[SuppressMessage(
    "Globalization",
    "MA0011",
    Justification = "Translated to SQL, where a culture means nothing."
)]
internal static class PersonRows
{
    public static IQueryable<Persona> Listed(this IQueryable<Persona> people) =>
        people.Where(p => p.Listed && p.RetiredAt == null);

    /// <summary>Those whose name, place or field holds these words.</summary>
    public static IQueryable<Persona> With(this IQueryable<Persona> people, string find)
    {
        // SQLite lowers ASCII letters only: the words as typed find "Élise" as well.
        var lower = find.ToLowerInvariant();
        return find.Length == 0
            ? people
            : people.Where(p =>
                p.Name.ToLower().Contains(lower)
                || p.Place.ToLower().Contains(lower)
                || p.Sector.ToLower().Contains(lower)
                || p.Name.Contains(find)
                || p.Place.Contains(find)
                || p.Sector.Contains(find)
            );
    }

    /// <summary>One page; the cursor is the last name and handle seen, such as <c>amara mbeki|amara</c>.</summary>
    public static async Task<(IReadOnlyList<PersonRow> Rows, string? Next)> ByName(
        this IQueryable<Persona> people,
        CourseDb db,
        bool onCourse,
        string? after,
        int size,
        CancellationToken stop
    )
    {
        // As every text that reaches the database: PostgreSQL takes no NUL.
        var seen = Text.Line(after);
        var bar = seen.LastIndexOf('|');
        if (bar >= 0)
        {
            var (name, handle) = (seen[..bar], seen[(bar + 1)..]);
            people = people.Where(p =>
                string.Compare(p.Name.ToLower(), name) > 0
                || (p.Name.ToLower() == name && string.Compare(p.Handle, handle) > 0)
            );
        }

        var posts = db.Posts.ListedFor(onCourse);
        var rows = await people
            .OrderBy(p => p.Name.ToLower())
            .ThenBy(p => p.Handle)
            .Take(size + 1)
            // Once more: so the posts are counted for those on the page alone.
            .OrderBy(p => p.Name.ToLower())
            .ThenBy(p => p.Handle)
            .Select(p => new PersonRow
            {
                Handle = p.Handle,
                Name = p.Name,
                Colour = p.Colour,
                Sector = p.Sector,
                Place = p.Place,
                AppearedOn = p.AppearedOn,
                Posts = posts.Count(post => post.Author == p.Id),
                Order = p.Name.ToLower(),
            })
            .ToListAsync(stop);
        var last = rows.Count > size ? rows[size - 1] : null;
        return ([.. rows.Take(size)], last is null ? null : $"{last.Order}|{last.Handle}");
    }
}
