using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.People;

/// <summary>A post in hand, for its writer.</summary>
internal sealed record DraftRow(
    int Number,
    string Title,
    string Beginning,
    IReadOnlyList<int> Things,
    bool IsPublished,
    DateTimeOffset SavedAt
);

/// <summary>One Thing and what I wrote about it.</summary>
internal sealed record MyThing(Square Square, IReadOnlyList<PostRow> Posts);

/// <summary>Everything of mine, under whichever of my names: two queries. Shown to nobody else.</summary>
internal sealed record MyCourse(
    IReadOnlyList<MyThing> Things,
    IReadOnlyList<PostRow> Others,
    IReadOnlyList<DraftRow> Drafts
)
{
    private const int DraftsShown = 100;

    public static MyCourse Nothing { get; } = new([], [], []);

    public bool IsEmpty =>
        Drafts.Count == 0 && Others.Count == 0 && Things.All(t => t.Posts.Count == 0);

    public Strip Strip => new([.. Things.Select(t => t.Square)], $"Your {Things.Count} Things");

    public static async Task<MyCourse> Read(
        CourseDb db,
        Glance course,
        IReadOnlyList<Id<Persona>> mine,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var posts = await db
            .Posts.Where(p => p.State == PostState.Published && mine.Contains(p.Author))
            .OrderBy(p => p.ArrivedAt)
            .Rows(db)
            .AsNoTracking()
            .ToListAsync(stop);
        var drafts = await db.Posts.DraftsOf(mine).Take(DraftsShown).ToListAsync(stop);
        var inHand = drafts.Select(DraftRows.Row).ToList();
        var strip = Strips.Make(
            course,
            now,
            [.. posts.SelectMany(p => p.Things)],
            [.. inHand.SelectMany(d => d.Things)],
            ""
        );
        return new MyCourse(
            [.. course.Things.Zip(strip.Squares, Of)],
            [.. posts.Where(p => p.Things.Count == 0)],
            inHand
        );

        MyThing Of(ThingGlance thing, Square square) =>
            new(square, [.. posts.Where(p => p.Things.Contains(thing.Id))]);
    }
}

internal static class DraftRows
{
    private const int BeginningLength = 160;
    private const int MostTakenBack = 100;

    /// <summary>What is being written and not published, the one saved last first.</summary>
    public static IQueryable<KeptDraft> DraftsOf(
        this IQueryable<Post> posts,
        IReadOnlyList<Id<Persona>> mine
    ) =>
        posts
            .Where(p =>
                mine.Contains(p.Author)
                && p.State != PostState.Withdrawn
                && p.Draft != null
                && p.DraftSavedAt != null
            )
            .OrderByDescending(p => p.DraftSavedAt)
            .ThenByDescending(p => p.Number)
            .Select(p => new KeptDraft(
                p.Number,
                p.Draft!,
                p.State == PostState.Published,
                p.DraftSavedAt!.Value
            ));

    /// <summary>What was published and taken back, the latest first: without this its writer would need to know the address.</summary>
    public static IQueryable<TakenBackRow> TakenBackBy(
        this IQueryable<Post> posts,
        IReadOnlyList<Id<Persona>> mine,
        CourseDb db
    ) =>
        (
            from post in posts
            join persona in db.Personas on post.Author equals persona.Id
            where mine.Contains(post.Author) && post.State == PostState.Withdrawn
            where post.Origin == Origin.Here && post.WithdrawnAt != null
            orderby post.WithdrawnAt descending
            select new TakenBackRow(
                post.Number,
                post.Title,
                persona.Handle,
                post.Slug!,
                post.WithdrawnAt!.Value
            )
        ).Take(MostTakenBack);

    public static DraftRow Row(KeptDraft kept)
    {
        var text = Text.Line(kept.Draft.Text);
        var end = Math.Min(text.Length, BeginningLength);
        end -= end > 0 && end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        return new DraftRow(
            kept.Number,
            kept.Draft.Title.Length > 0 ? kept.Draft.Title : Refusals.Untitled,
            text[..end] + (end < text.Length ? "…" : ""),
            kept.Draft.Things,
            kept.IsPublished,
            kept.SavedAt
        );
    }
}

internal sealed record TakenBackRow(
    int Number,
    string Title,
    string Handle,
    string Slug,
    DateTimeOffset At
);

internal sealed record KeptDraft(int Number, Draft Draft, bool IsPublished, DateTimeOffset SavedAt);
