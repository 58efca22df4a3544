using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Recognising;
using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Features.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>That a page on another site is somebody's response.</summary>
/// <param name="Persona">In whose name.</param>
/// <param name="Page">The page.</param>
/// <param name="Things">What it answers, and what it is said not to answer.</param>
internal sealed record FoundResponse(
    Id<Persona> Persona,
    ExternalPost Page,
    IReadOnlyList<RecognisedThing> Things
)
{
    /// <summary>Whoever says so has proven that the page is theirs.</summary>
    public bool IsProven { get; init; }

    /// <summary>What was taken back is shown again.</summary>
    public bool Revives { get; init; }

    /// <summary>The page's present words are to be shown.</summary>
    public bool HasNewWords { get; init; }
}

/// <summary>
/// The one door by which pages elsewhere become posts here, by feed, mention or pasted address, in any order: one post for one address, one response for each
/// Thing. The caller saves.
/// </summary>
internal sealed class ListFound(
    CourseDb db,
    ProvenBlogs blogs,
    PreparePost prepare,
    GlanceCache glance,
    TimeProvider clock
)
{
    /// <returns>The post; null when it is listed under the name of somebody else who has as good a right to it.</returns>
    public async Task<Post?> Take(FoundResponse found, CancellationToken stop)
    {
        var spellings = Link.Spellings(found.Page.Source);
        var known = await db
            .Posts.Editable()
            .Where(p => spellings.Contains(p.SourceUrl!))
            .OrderBy(p => p.Number)
            .FirstOrDefaultAsync(stop);
        if (known is null || known.Author == found.Persona)
        {
            return known is null ? await Add(found, stop) : await Keep(known, found, stop);
        }

        var isFree = known.State is PostState.Withdrawn || found.IsProven;
        if (!isFree || await blogs.Of(found.Page.Source, known.Author, stop) is not null)
        {
            return null;
        }

        known.Release(clock.GetUtcNow());
        return await Add(found, stop);
    }

    private async Task<Post> Add(FoundResponse found, CancellationToken stop)
    {
        var sure = found.Things.Where(t => t.IsSure).ToList();
        var post = Post.FromElsewhere(
            found.Persona,
            await db.NextNumber("post", stop),
            found.Page,
            await Prepared(found, sure.ConvertAll(t => t.Number), stop),
            clock.GetUtcNow()
        );
        var blog = await blogs.Of(found.Page.Source, found.Persona, stop);
        post.TakeComments(blog?.CommentsAt ?? CommentsAt.Both);
        db.Posts.Add(post);
        return post;
    }

    private async Task<Post> Keep(Post known, FoundResponse found, CancellationToken stop)
    {
        if (found.Revives)
        {
            known.Restore();
        }

        if (found.HasNewWords)
        {
            var rendered = Render.Plain(found.Page.Excerpt).Kept();
            known.FollowSource(found.Page, rendered, clock.GetUtcNow());
        }

        var course = await glance.Get(stop);
        var before = known.Responses.Select(r => course.Thing(r.Thing)?.Number).OfType<int>();
        var all = before
            .Union(found.Things.Where(t => t.IsSure).Select(t => t.Number))
            .Except(found.Things.Where(t => !t.IsSure && t.IsDecided).Select(t => t.Number))
            .ToList();
        if (!all.Order().SequenceEqual(before.Order()))
        {
            var prepared = await Prepared(found, all, stop);
            known.AnswerAlso(prepared with { Categories = known.Categories });
        }

        return known;
    }

    private async Task<Publication> Prepared(
        FoundResponse found,
        List<int> numbers,
        CancellationToken stop
    ) =>
        new()
        {
            Slug = await prepare.FreeSlug(found.Persona, found.Page.Title, stop),
            Rendered = Render.Plain(found.Page.Excerpt).Kept(),
            Things = await prepare.Things(numbers, stop),
            Categories = await db
                .Things.Where(t => numbers.Contains(t.Number))
                .SelectMany(t => t.Categories)
                .Distinct()
                .OrderBy(c => c.Slug)
                .Take(Draft.CategoryLimit)
                .ToListAsync(stop),
            Run = (await glance.Get(stop)).Run?.Id,
            Recognised = Recognition.Author,
            Grounds = found.Things.Where(t => t.IsSure).ToDictionary(t => t.Number, t => t.Ground),
        };
}
