using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Recognising;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Lists a page that its writer has shown us as their response: one post for one address, and one response for each Thing, however often it is asked.</summary>
internal sealed class ListElsewhere(
    CourseDb db,
    ListFound list,
    ProvenBlogs blogs,
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
            return (
                null,
                course.Thing(closed) is null
                    ? Refusals.NoSuchThing(closed)
                    : Refusals.ThingNotOpen(closed)
            );
        }

        var post = await list.Take(await Response(visit, numbers, mine, stop), stop);
        if (post is null)
        {
            return (null, Refusals.ListedAlready);
        }

        visit.Become(post.Id);
        await db.SaveChangesAsync(stop);
        return (post, Outcome.Done);
    }

    private static bool IsOpen(Glance course, int number, DateTimeOffset now) =>
        course.Thing(number) is { } thing && course.IsOpen(thing, now);

    // It stays with whichever of one's names it is listed under. What a feed says of it is shown, not by turns the words of its page.
    private async Task<FoundResponse> Response(
        Visit visit,
        IReadOnlyList<int> numbers,
        IReadOnlyList<Id<Persona>> mine,
        CancellationToken stop
    )
    {
        var source = new Uri(visit.Source);
        var spellings = Link.Spellings(source);
        var author = await db
            .Posts.Where(p => spellings.Contains(p.SourceUrl!) && mine.Contains(p.Author))
            .OrderBy(p => p.Number)
            .Select(p => (Id<Persona>?)p.Author)
            .FirstOrDefaultAsync(stop);
        var persona = author ?? visit.Persona;
        return new FoundResponse(
            persona,
            new ExternalPost(source, visit.Title, visit.Excerpt, visit.WrittenAt),
            [.. numbers.Select(n => Said(visit, n))]
        )
        {
            IsProven = await blogs.Of(source, persona, stop) is not null,
            Revives = true,
            HasNewWords = !await db.BlogEntries.AnyAsync(
                e => spellings.Contains(e.Source) && e.FeedId != null,
                stop
            ),
        };
    }

    private static RecognisedThing Said(Visit visit, int number) =>
        visit.Recognised.FirstOrDefault(t => t.IsSure && t.Number == number)
        ?? new RecognisedThing(number, Recognition.Author);
}
