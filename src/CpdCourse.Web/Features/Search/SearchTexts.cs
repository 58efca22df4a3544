using CpdCourse.Data.Search;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Search;

/// <summary>What can be found of posts, comments, Things and people. What only its author may read, or nobody, has no text.</summary>
internal static class SearchTexts
{
    public static async Task<IReadOnlyList<SearchText<Post>>> Texts(
        this IQueryable<Post> posts,
        CancellationToken stop
    )
    {
        var found = await posts
            .Where(p => p.State == PostState.Published && p.Audience != Audience.Me)
            .Select(p => new
            {
                p.Id,
                p.Title,
                p.Rendered.Html,
            })
            .ToListAsync(stop);
        return
        [
            .. found.Select(p => new SearchText<Post>(p.Id, p.Title, Render.PlainText(p.Html))),
        ];
    }

    public static async Task<IReadOnlyList<SearchText<Comment>>> Texts(
        this IQueryable<Comment> comments,
        CancellationToken stop
    )
    {
        var found = await comments
            .Where(c => c.State == Moderation.Shown)
            .Select(c => new { c.Id, c.Rendered.Html })
            .ToListAsync(stop);
        return [.. found.Select(c => new SearchText<Comment>(c.Id, "", Render.PlainText(c.Html)))];
    }

    public static async Task<IReadOnlyList<SearchText<Thing>>> Texts(
        this IQueryable<Thing> things,
        CancellationToken stop
    )
    {
        var found = await things.AsNoTracking().Include(t => t.Prompts).ToListAsync(stop);
        return
        [
            .. found.Select(t => new SearchText<Thing>(
                t.Id,
                $"Thing {t.Number}: {t.Title}",
                string.Join('\n', Parts(t))
            )),
        ];
    }

    public static async Task<IReadOnlyList<SearchText<Persona>>> Texts(
        this IQueryable<Persona> personas,
        CancellationToken stop
    )
    {
        var found = await personas
            .AsNoTracking()
            .Where(p => p.Listed && p.RetiredAt == null)
            .ToListAsync(stop);
        return
        [
            .. found.Select(p => new SearchText<Persona>(
                p.Id,
                $"{p.Name} @{p.Handle}",
                string.Join('\n', p.Words, p.Sector, p.Place)
            )),
        ];
    }

    /// <summary>Takes the one text in, or forgets it when there is none.</summary>
    public static Task Keep<T>(
        this ISearch search,
        Id<T> key,
        IReadOnlyList<SearchText<T>> texts,
        CancellationToken stop
    ) => texts.Count == 0 ? search.Remove(key, stop) : search.Index(texts, stop);

    private static IEnumerable<string> Parts(Thing thing) =>
        [
            thing.Summary,
            Render.PlainText(thing.Rendered.Html),
            .. thing.Prompts.SelectMany(p => p.Points.Prepend(p.Text)),
            .. thing.Actions,
            .. thing.Resources,
        ];
}
