using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
using CpdCourse.Web.Features.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Lists a page that its writer has shown us as their response: one post for one address, and one response for each Thing, however often it is asked.</summary>
internal sealed class ListElsewhere(
    CourseDb db,
    PreparePost prepare,
    GlanceCache glance,
    TimeProvider clock
)
{
    /// <param name="id">What was looked at.</param>
    /// <param name="numbers">The Things that its writer says it answers.</param>
    /// <param name="mine">The personas of the one who asks: what they did not ask for is not there.</param>
    /// <param name="stop">Cancels.</param>
    public Task<(Post? Post, Outcome Outcome)> Of(
        Id<Visit> id,
        IReadOnlyList<int> numbers,
        IReadOnlyList<Id<Persona>> mine,
        CancellationToken stop
    ) => db.Insist(() => Once(id, numbers, mine, stop));

    private async Task<(Post? Post, Outcome Outcome)> Once(
        Id<Visit> id,
        IReadOnlyList<int> numbers,
        IReadOnlyList<Id<Persona>> mine,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.SingleOrDefaultAsync(
            v => v.Id == id && v.State == VisitState.Found && mine.Contains(v.Persona),
            stop
        );
        if (visit is null)
        {
            return (null, Refusals.NoSuchPost);
        }

        var course = await glance.Get(stop);
        var now = clock.GetUtcNow();
        if (numbers.Count == 0)
        {
            return (null, Refusals.ChooseThing);
        }

        if (numbers.Where(n => !IsOpen(course, n, now)).ToList() is [var closed, ..])
        {
            return (null, Refusals.ThingNotOpen(closed));
        }

        var known = await db
            .Posts.Editable()
            .SingleOrDefaultAsync(p => p.SourceUrl == visit.Source, stop);
        if (known is not null && !mine.Contains(known.Author))
        {
            return (null, Refusals.ListedAlready);
        }

        var post = known is null
            ? await Add(visit, numbers, now, stop)
            : await AnswerAlso(known, visit, numbers, course, stop);
        visit.Become(post.Id);
        await db.SaveChangesAsync(stop);
        return (post, Outcome.Done);
    }

    private static bool IsOpen(Glance course, int number, DateTimeOffset now) =>
        course.Thing(number) is { } thing && course.IsOpen(thing, now);

    private async Task<Post> Add(
        Visit visit,
        IReadOnlyList<int> numbers,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var found = new ExternalPost(
            new Uri(visit.Source),
            visit.Title,
            visit.Excerpt,
            // Nobody has written it later than it was found.
            visit.WrittenAt
                is { } at
            && at < now
                ? at
                : visit.AskedAt
        );
        var post = Post.FromElsewhere(
            visit.Persona,
            await db.NextNumber("post", stop),
            found,
            await Prepared(visit, numbers, stop),
            now
        );
        db.Posts.Add(post);
        return post;
    }

    private async Task<Post> AnswerAlso(
        Post known,
        Visit visit,
        IReadOnlyList<int> numbers,
        Glance course,
        CancellationToken stop
    )
    {
        known.Restore();
        var before = known.Responses.Select(r => course.Thing(r.Thing)?.Number).OfType<int>();
        var all = before.Union(numbers).ToList();
        if (all.Count > known.Responses.Count)
        {
            known.AnswerAlso(
                await Prepared(visit, all, stop) with
                {
                    Categories = known.Categories,
                }
            );
        }

        return known;
    }

    private async Task<Publication> Prepared(
        Visit visit,
        IReadOnlyList<int> numbers,
        CancellationToken stop
    )
    {
        var things = await prepare.Things(numbers, stop);
        return new Publication
        {
            Slug = await prepare.FreeSlug(visit.Persona, visit.Title, stop),
            Rendered = Render.Plain(visit.Excerpt).Kept(),
            Things = things,
            Categories = await db
                .Things.Where(t => numbers.Contains(t.Number))
                .SelectMany(t => t.Categories)
                .Distinct()
                .OrderBy(c => c.Slug)
                .Take(Draft.CategoryLimit)
                .ToListAsync(stop),
            Run = (await glance.Get(stop)).Run?.Id,
            Recognised = Recognition.Author,
            Grounds = visit
                .Things()
                .Where(t => t.IsSure)
                .ToDictionary(t => t.Number, t => t.Ground),
        };
    }
}
