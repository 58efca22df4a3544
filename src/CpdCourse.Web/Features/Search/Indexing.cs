using CpdCourse.Data;
using CpdCourse.Data.Search;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Search;

/// <summary>
/// Keeps the index in step with what is written. Each reaction reads how things are now rather than what happened, so that it may run twice and in any order.
/// What only its author may read is not taken in at all; everything else is decided when somebody searches.
/// </summary>
internal sealed class IndexPost(CourseDb db, ISearch search)
    : IReaction<PostPublished>,
        IReaction<PostChanged>,
        IReaction<PostWithdrawn>,
        IReaction<PostRenderedAnew>
{
    public Task React(PostPublished happened, CancellationToken stop) => Index(happened.Post, stop);

    public Task React(PostChanged happened, CancellationToken stop) => Index(happened.Post, stop);

    public Task React(PostWithdrawn happened, CancellationToken stop) => Index(happened.Post, stop);

    public Task React(PostRenderedAnew happened, CancellationToken stop) =>
        Index(happened.Post, stop);

    private async Task Index(Id<Post> id, CancellationToken stop) =>
        await search.Keep(id, await db.Posts.Where(p => p.Id == id).Texts(stop), stop);
}

internal sealed class IndexComment(CourseDb db, ISearch search)
    : IReaction<CommentAccepted>,
        IReaction<CommentClosed>,
        IReaction<CommentReworded>,
        IReaction<CommentRenderedAnew>
{
    public Task React(CommentAccepted happened, CancellationToken stop) =>
        Index(happened.Comment, stop);

    public Task React(CommentClosed happened, CancellationToken stop) =>
        Index(happened.Comment, stop);

    public Task React(CommentReworded happened, CancellationToken stop) =>
        Index(happened.Comment, stop);

    public Task React(CommentRenderedAnew happened, CancellationToken stop) =>
        Index(happened.Comment, stop);

    private async Task Index(Id<Comment> id, CancellationToken stop) =>
        await search.Keep(id, await db.Comments.Where(c => c.Id == id).Texts(stop), stop);
}

internal sealed class IndexThing(CourseDb db, ISearch search)
    : IReaction<ThingRevised>,
        IReaction<ThingRenderedAnew>
{
    public Task React(ThingRevised happened, CancellationToken stop) => Index(happened.Thing, stop);

    public Task React(ThingRenderedAnew happened, CancellationToken stop) =>
        Index(happened.Thing, stop);

    private async Task Index(Id<Thing> id, CancellationToken stop) =>
        await search.Keep(id, await db.Things.Where(t => t.Id == id).Texts(stop), stop);
}

internal sealed class IndexPersona(CourseDb db, ISearch search) : IReaction<PersonaChanged>
{
    public async Task React(PersonaChanged happened, CancellationToken stop) =>
        await search.Keep(
            happened.Persona,
            await db.Personas.Where(p => p.Id == happened.Persona).Texts(stop),
            stop
        );
}

/// <summary>Takes in everything that there is, for an index that is empty: a few posts at a time, however many there are.</summary>
internal sealed class IndexAll(CourseDb db, ISearch search)
{
    private const int AtOnce = 200;

    /// <returns>How many texts were taken in.</returns>
    public async Task<int> Run(CancellationToken stop)
    {
        var count = await Take(await db.Things.Texts(stop), stop);
        foreach (var some in (await db.Personas.Select(p => p.Id).ToListAsync(stop)).Chunk(AtOnce))
        {
            count += await Take(
                await db.Personas.Where(p => some.Contains(p.Id)).Texts(stop),
                stop
            );
        }

        foreach (var some in (await db.Posts.Select(p => p.Id).ToListAsync(stop)).Chunk(AtOnce))
        {
            count += await Take(await db.Posts.Where(p => some.Contains(p.Id)).Texts(stop), stop);
            var under = db.Comments.Where(c => some.Contains(c.Post));
            count += await Take(await under.Texts(stop), stop);
        }

        return count;
    }

    private async Task<int> Take<T>(IReadOnlyList<SearchText<T>> texts, CancellationToken stop)
    {
        if (texts.Count > 0)
        {
            await search.Index(texts, stop);
        }

        return texts.Count;
    }
}
