using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.People;

/// <summary>What a persona has written, as far as the one who asks may see it.</summary>
internal sealed class PersonaPosts(
    CourseDb db,
    GlanceCache glance,
    CurrentPersona me,
    LimitsSettings limits,
    TimeProvider clock
)
{
    public async Task<PageOf<PostRow>> Of(
        Persona persona,
        string? before,
        CancellationToken stop
    ) =>
        await db
            .Posts.Where(p => p.Author == persona.Id && p.State == PostState.Published)
            .ReadableFor(me.IsSignedIn, await me.Mine(stop))
            .ByDateWritten(db, before, limits.PageSize, stop);

    /// <summary>The blogs outside that are followed and known to be its own.</summary>
    public Task<List<PersonaBlog>> Blogs(Persona persona, CancellationToken stop) =>
        db
            .Blogs.Where(b =>
                b.Persona == persona.Id && b.FollowedAt != null && b.Proof != BlogProof.None
            )
            .OrderBy(b => b.ProvenAt)
            .Select(b => new PersonaBlog(b.Home, b.Title.Length > 0 ? b.Title : b.Host))
            .ToListAsync(stop);

    /// <summary>Its squares; null when they are hidden.</summary>
    public async Task<Strip?> Strip(Persona persona, CancellationToken stop) =>
        persona.ShowsStrip
            ? await Strips.OfPersona(
                db,
                await glance.Get(stop),
                persona,
                me.IsSignedIn,
                clock.GetUtcNow(),
                stop
            )
            : null;
}

/// <summary>Somebody's own blog on another site.</summary>
/// <param name="Home">Its first page.</param>
/// <param name="Title">What it calls itself, else its host.</param>
internal sealed record PersonaBlog(string Home, string Title);

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
