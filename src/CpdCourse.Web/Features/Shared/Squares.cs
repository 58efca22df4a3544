using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Shared;

internal enum SquareState
{
    Open,
    Answered,
    Draft,
    Now,
    Later,
}

/// <summary>One of the 23 squares: number, title, state in words. Nothing in it counts, ranks or hurries.</summary>
internal sealed record Square(int Number, string Title, SquareState State, string Words)
{
    public string Class =>
        State switch
        {
            SquareState.Answered => "sq sq-done",
            SquareState.Draft => "sq sq-draft",
            SquareState.Now => "sq sq-now",
            SquareState.Later => "sq sq-later",
            _ => "sq",
        };
}

/// <summary>The strip of squares, for nobody in particular, for a persona, or for its owner.</summary>
internal sealed record Strip(IReadOnlyList<Square> Squares, string Label)
{
    public int Answered => Squares.Count(s => s.State is SquareState.Answered);

    public int Drafts => Squares.Count(s => s.State is SquareState.Draft);

    public int Open => Squares.Count(s => s.State is SquareState.Open or SquareState.Now);
}

internal static class Strips
{
    /// <summary>What is open, for a visitor.</summary>
    public static Strip OfCourse(Glance course, DateTimeOffset now) =>
        Make(course, now, [], [], $"The {course.Things.Count} Things");

    /// <summary>What a persona has answered where this reader can see it.</summary>
    public static async Task<Strip> OfPersona(
        CourseDb db,
        Glance course,
        Persona persona,
        bool onCourse,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var visible = db
            .Posts.Where(p => p.Author == persona.Id)
            .ListedFor(onCourse)
            .Select(p => p.Id);
        var answered = await db
            .Responses.Where(r => r.Confirmed && visible.Contains(r.Post))
            .Select(r => r.Thing)
            .Distinct()
            .ToListAsync(stop);
        return Make(
            course,
            now,
            [.. answered],
            [],
            $"Things {persona.Name} has answered",
            others: true
        );
    }

    /// <summary>All of one's own: every persona of the account, drafts and private posts as well.</summary>
    public static async Task<Strip> Mine(
        CourseDb db,
        Glance course,
        IReadOnlyList<Id<Persona>> mine,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var published = db
            .Posts.Where(p => p.State == PostState.Published && mine.Contains(p.Author))
            .Select(p => p.Id);
        var answered = await db
            .Responses.Where(r => r.Confirmed && published.Contains(r.Post))
            .Select(r => r.Thing)
            .Distinct()
            .ToListAsync(stop);
        var drafts = await db
            .Posts.Where(p =>
                p.State != PostState.Withdrawn && p.Draft != null && mine.Contains(p.Author)
            )
            .Select(p => p.Draft)
            .ToListAsync(stop);
        return Make(
            course,
            now,
            [.. answered],
            [.. drafts.SelectMany(d => d?.Things ?? [])],
            $"Your {course.Things.Count} Things"
        );
    }

    /// <summary>The one rule of what a square says.</summary>
    public static Strip Make(
        Glance course,
        DateTimeOffset now,
        HashSet<Id<Thing>> answered,
        HashSet<int> drafts,
        string label,
        bool others = false
    )
    {
        var current = course.ThisWeek(now).Select(t => t.Number).ToHashSet();
        return new Strip([.. course.Things.Select(Of)], label);

        Square Of(ThingGlance thing) =>
            answered.Contains(thing.Id)
                ? new(thing.Number, thing.Title, SquareState.Answered, "answered")
            : drafts.Contains(thing.Number)
                ? new(thing.Number, thing.Title, SquareState.Draft, "draft in hand")
            : !course.IsOpen(thing, now)
                ? new(thing.Number, thing.Title, SquareState.Later, "comes later")
            : current.Contains(thing.Number) && !others
                ? new(thing.Number, thing.Title, SquareState.Now, "this week")
            : new(thing.Number, thing.Title, SquareState.Open, "open, whenever you like");
    }
}
