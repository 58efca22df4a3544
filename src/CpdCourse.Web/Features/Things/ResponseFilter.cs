using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Things;

/// <summary>What an address asks for: <c>?thing=12&amp;category=online-identity&amp;run=2026-spring&amp;filter=no-comments</c>, each part as it was typed.</summary>
internal sealed record FilterWords
{
    public string? Filter { get; init; }

    public string? Thing { get; init; }

    public string? Category { get; init; }

    public string? Run { get; init; }
}

/// <summary>Which responses a list holds: all of them, or those of one Thing, one category, one run.</summary>
internal sealed record ResponseFilter
{
    public ThingGlance? Thing { get; init; }

    public CategoryName? Category { get; init; }

    public (Id<Run> Id, string Slug)? Run { get; init; }

    /// <summary>One of <see cref="ResponseList.Filters"/>; null for all, newest first.</summary>
    public string? Name { get; init; }

    /// <summary>Something was asked for that does not exist; it is left aside, and the page says so.</summary>
    public bool HasUnknown { get; init; }

    /// <summary>The posts that this names.</summary>
    public IQueryable<Post> Among(IQueryable<Post> listed, CourseDb db)
    {
        var posts = Beside(listed, db);
        return Thing is { Id: var thing }
            ? db.Responses.To(thing).Join(posts, r => r.Post, p => p.Id, (_, p) => p)
            : posts;
    }

    /// <summary>The same, whatever Thing they answer.</summary>
    public IQueryable<Post> Beside(IQueryable<Post> listed, CourseDb db)
    {
        if (Run is { Id: var run })
        {
            listed = listed.Where(p =>
                db.Responses.Any(r => r.Post == p.Id && r.Run == run && r.Confirmed)
            );
        }

        return Category is { Slug: var slug }
            ? listed.Where(p => p.Categories.Any(c => c.Slug == slug))
            : listed;
    }
}

/// <summary>Finds what the words of an address name, among what this reader may see.</summary>
internal sealed class FindFilter(
    CourseDb db,
    GlanceCache glance,
    CurrentPersona me,
    TimeProvider clock
)
{
    public async Task<ResponseFilter> Of(FilterWords words, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var filter = new ResponseFilter
        {
            Name = ResponseList.Filters.FirstOrDefault(f => f == words.Filter),
            Thing = Thing(course, words.Thing),
            Category = await Category(course, words.Category, stop),
            Run = await Run(words.Run, stop),
        };
        return filter with
        {
            HasUnknown =
                (filter.Name is null && IsAsked(words.Filter))
                || (filter.Thing is null && IsAsked(words.Thing))
                || (filter.Category is null && IsAsked(words.Category))
                || (filter.Run is null && IsAsked(words.Run)),
        };
    }

    private static bool IsAsked(string? typed) => !string.IsNullOrEmpty(typed);

    private ThingGlance? Thing(Glance course, string? typed) =>
        int.TryParse(typed, System.Globalization.NumberStyles.None, Say.Culture, out var number)
        && course.Thing(number) is { } thing
        && course.IsOpen(thing, clock.GetUtcNow())
            ? thing
            : null;

    // A category that only hidden posts have is as if it never was.
    private async Task<CategoryName?> Category(Glance course, string? typed, CancellationToken stop)
    {
        if (typed is not { Length: > 0 })
        {
            return null;
        }

        var slug = typed.ToLowerInvariant();
        return course.Things.SelectMany(t => t.Categories).FirstOrDefault(c => c.Slug == slug)
            ?? await db
                .Posts.ListedFor(me.IsSignedIn)
                .SelectMany(p => p.Categories)
                .Where(c => c.Slug == slug)
                .Select(c => new CategoryName(c.Name, c.Slug))
                .FirstOrDefaultAsync(stop);
    }

    private async Task<(Id<Run>, string)?> Run(string? typed, CancellationToken stop)
    {
        if (typed is not { Length: > 0 })
        {
            return null;
        }

        var slug = typed.ToLowerInvariant();
        var ids = await db.Runs.Where(r => r.Slug == slug).Select(r => r.Id).ToListAsync(stop);
        return ids.Count > 0 ? (ids[0], slug) : null;
    }
}
