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
        var current = course.ThisWeek(now).Select(t => t.Number).ToHashSet();
        return new MyCourse(
            [.. course.Things.Select(Of)],
            [.. posts.Where(p => p.Things.Count == 0)],
            inHand
        );

        MyThing Of(ThingGlance thing)
        {
            var about = posts.Where(p => p.Things.Contains(thing.Id)).ToList();
            var (state, words) =
                about.Count > 0 ? (SquareState.Answered, "answered")
                : inHand.Any(d => d.Things.Contains(thing.Number))
                    ? (SquareState.Draft, "draft in hand")
                : !course.IsOpen(thing, now) ? (SquareState.Later, "comes later")
                : current.Contains(thing.Number) ? (SquareState.Now, "this week")
                : (SquareState.Open, "open, whenever you like");
            return new MyThing(new Square(thing.Number, thing.Title, state, words), about);
        }
    }
}

internal static class DraftRows
{
    private const int BeginningLength = 160;

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

internal sealed record KeptDraft(int Number, Draft Draft, bool IsPublished, DateTimeOffset SavedAt);
