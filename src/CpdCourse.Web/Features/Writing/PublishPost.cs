using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Writing;

/// <summary>Shows a draft to its readers. The same verb for the editor, imports and the demo course.</summary>
internal sealed class PublishPost(
    CourseDb db,
    PreparePost prepare,
    GlanceCache glance,
    TimeProvider clock
)
{
    /// <param name="id">The post.</param>
    /// <param name="mine">The personas of the one who asks: what is not theirs is not there.</param>
    /// <param name="version">The version that was seen: what another window saved since is not published unseen. Null for whatever is there.</param>
    /// <param name="stop">Cancels.</param>
    public Task<Outcome> ByAuthor(
        Id<Post> id,
        IReadOnlyList<Id<Persona>> mine,
        int? version,
        CancellationToken stop
    ) =>
        db.Insist<Outcome>(async () =>
        {
            var post = await db
                .Posts.Editable()
                .SingleOrDefaultAsync(p => p.Id == id && mine.Contains(p.Author), stop);
            if (post is null)
            {
                return Refusals.NoSuchPost;
            }

            if (version is not null && version != post.Version)
            {
                return Refusals.ChangedMeanwhile;
            }

            var outcome = await ShowAt(post, clock.GetUtcNow(), stop);
            if (outcome.IsDone)
            {
                await db.SaveChangesAsync(stop);
            }

            return outcome;
        });

    /// <summary>Publishes at a moment that may be past and leaves the saving to the caller, who brings many.</summary>
    public async Task<Outcome> ShowAt(Post post, DateTimeOffset now, CancellationToken stop)
    {
        if (post.Draft is { } typed)
        {
            var course = await glance.Get(stop);
            if (typed.Things.FirstOrDefault(n => course.Thing(n) is null) is > 0 and var unknown)
            {
                return Refusals.NoSuchThing(unknown);
            }

            var early = typed
                .Things.Select(course.Thing)
                .FirstOrDefault(t => t is not null && !course.IsOpen(t, now));
            if (early is not null)
            {
                return Refusals.ThingNotOpen(early.Number);
            }
        }

        try
        {
            var draft = post.Draft ?? new Draft();
            var outcome = post.Publish(await prepare.From(post, stop), now);
            if (outcome.IsDone)
            {
                await NoteLinks(post.Id, draft, now, stop);
            }

            return outcome;
        }
        catch (TooDeepException problem)
        {
            return Refusals.TooDeep(problem.Message);
        }
    }

    // Whom to tell, and whom not, goes with the draft, and what became of each is kept with the post.
    private async Task NoteLinks(
        Id<Post> post,
        Draft draft,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (draft.Trackbacks.Count + draft.Untold.Count == 0)
        {
            return;
        }

        var known = await db
            .OutgoingLinks.Where(l => l.Post == post)
            .Select(l => l.Target)
            .ToListAsync(stop);
        db.OutgoingLinks.AddRange(
            draft
                .Trackbacks.Except(known, StringComparer.Ordinal)
                .Select(address => new OutgoingLink(post, address, typed: true, now))
        );
        db.OutgoingLinks.AddRange(
            draft
                .Untold.Except(known.Concat(draft.Trackbacks), StringComparer.Ordinal)
                .Select(address => OutgoingLink.Quiet(post, address, now))
        );
    }
}

internal static class EditablePosts
{
    /// <summary>With all that a verb of the post may touch.</summary>
    public static IQueryable<Post> Editable(this IQueryable<Post> posts) =>
        posts
            .Include(p => p.Responses)
            .Include(p => p.Answers)
            .Include(p => p.Revisions)
            .Include(p => p.Categories)
            .AsSplitQuery();
}

/// <summary>Looks up and renders what a draft names, before any rule is asked.</summary>
internal sealed class PreparePost(CourseDb db, Renderer renderer, GlanceCache glance)
{
    private static readonly string[] ReservedSlugs = ["feed", "feed.rss", "comments", "trackback"];

    public async Task<Publication> From(Post post, CancellationToken stop)
    {
        var draft = post.InHand([]);
        var things = await Things(draft.Things, stop);
        int? first = things.Count > 0 ? things[0].Number : null;
        return new Publication
        {
            Slug = post.Slug ?? await FreeSlug(post.Author, draft.Title, stop),
            Rendered = (await renderer.Post(draft.Text, first, stop)).Kept(),
            Things = things,
            Categories = await Categories(draft.Categories, stop),
            Answers = await Answers(draft.Text, first, stop),
            Run = (await glance.Get(stop)).Run?.Id,
        };
    }

    public async Task<List<Thing>> Things(IReadOnlyList<int> numbers, CancellationToken stop)
    {
        var found = await db
            .Things.Where(t => numbers.Contains(t.Number))
            .Include(t => t.Prompts)
            .ToListAsync(stop);
        return [.. numbers.Select(n => found.SingleOrDefault(t => t.Number == n)).OfType<Thing>()];
    }

    private async Task<List<Category>> Categories(
        IReadOnlyList<string> names,
        CancellationToken stop
    )
    {
        var wanted = names.Select(n => new Category(n)).DistinctBy(c => c.Slug).ToList();
        var slugs = wanted.Select(c => c.Slug).ToList();
        var known = await db
            .Categories.Where(c => slugs.Contains(c.Slug))
            .ToDictionaryAsync(c => c.Slug, StringComparer.Ordinal, stop);
        return [.. wanted.Select(c => known.GetValueOrDefault(c.Slug, c))];
    }

    private async Task<List<AnswerText>> Answers(string text, int? first, CancellationToken stop)
    {
        var answers = new List<AnswerText>();
        foreach (
            var ((thing, prompt), answer) in AnswerSheet
                .Split(text, first)
                .Answers.Where(a => a.Value.Length > 0)
        )
        {
            answers.Add(
                new AnswerText(
                    thing,
                    prompt,
                    answer,
                    (await renderer.Answer(answer, thing, stop)).Kept()
                )
            );
        }

        return answers;
    }

    public async Task<string> FreeSlug(Id<Persona> author, string title, CancellationToken stop)
    {
        var slug = Text.Slug(title);
        var taken = await db
            .Posts.Where(p => p.Author == author && p.Slug != null && p.Slug.StartsWith(slug))
            .Select(p => p.Slug!)
            .ToListAsync(stop);
        taken.AddRange(ReservedSlugs);
        return Enumerable
            .Range(1, int.MaxValue)
            .Select(n => n == 1 ? slug : $"{slug}-{n.ToString(Say.Culture)}")
            .First(candidate => !taken.Contains(candidate, StringComparer.Ordinal));
    }
}
