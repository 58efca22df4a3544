using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Things;

/// <summary>How one stands with a Thing: one's squares, and one's own responses to it.</summary>
internal sealed record MyThing(
    Strip Strip,
    SquareState State,
    IReadOnlyList<(string Address, string Title)> Posts
)
{
    public string Words =>
        State switch
        {
            SquareState.Answered => "You have answered this one:",
            SquareState.Draft => "You have a draft of this one.",
            SquareState.Later => "",
            _ => "You have not started this one.",
        };
}

internal sealed class ReadThing(CourseDb db, CurrentPersona me, KeptReads kept, TimeProvider clock)
{
    private const int OfThing = 10_000;

    /// <summary>To be read: all who ask share it.</summary>
    public ValueTask<Thing> Whole(Id<Thing> thing, CancellationToken stop) =>
        kept.Get(
            (nameof(Whole), thing),
            () =>
                db
                    .Things.AsNoTracking()
                    .Include(t => t.Prompts)
                    .SingleAsync(t => t.Id == thing, stop),
            _ => KeptReads.NoPost,
            whole => OfThing + (sizeof(char) * whole.Rendered.Html.Length)
        );

    /// <summary>How many answers each question has.</summary>
    public ValueTask<IReadOnlyDictionary<int, int>> CountAnswers(
        Id<Thing> thing,
        CancellationToken stop
    ) => kept.Get((nameof(CountAnswers), me.IsSignedIn, thing), () => CountNow(thing, stop));

    private async Task<IReadOnlyDictionary<int, int>> CountNow(
        Id<Thing> thing,
        CancellationToken stop
    )
    {
        var listed = db.Posts.ListedFor(me.IsSignedIn);
        return await db
            .Answers.Where(a =>
                a.Thing == thing && listed.Any(p => p.Id == EF.Property<Id<Post>>(a, "PostId"))
            )
            .GroupBy(a => a.Prompt)
            .Select(prompt => new { prompt.Key, Count = prompt.Count() })
            .ToDictionaryAsync(prompt => prompt.Key, prompt => prompt.Count, stop);
    }

    /// <summary>Null for a visitor.</summary>
    public async Task<MyThing?> Mine(Glance course, ThingGlance thing, CancellationToken stop)
    {
        if (!me.IsSignedIn)
        {
            return null;
        }

        var mine = await me.Mine(stop);
        var strip = await Strips.Mine(db, course, mine, clock.GetUtcNow(), stop);
        var posts = await db
            .Posts.Where(p =>
                mine.Contains(p.Author)
                && p.State == PostState.Published
                && db.Responses.Any(r => r.Post == p.Id && r.Thing == thing.Id)
            )
            .Join(
                db.Personas,
                p => p.Author,
                a => a.Id,
                (p, a) =>
                    new
                    {
                        a.Handle,
                        p.Slug,
                        p.Title,
                    }
            )
            .ToListAsync(stop);
        return new MyThing(
            strip,
            strip.Squares.First(s => s.Number == thing.Number).State,
            [.. posts.Select(p => (Addresses.Post(p.Handle, p.Slug!), p.Title))]
        );
    }
}
