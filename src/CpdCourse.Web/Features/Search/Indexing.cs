using CpdCourse.Data;
using CpdCourse.Data.Search;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
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
        IReaction<PostWithdrawn>
{
    public Task React(PostPublished happened, CancellationToken stop) => Index(happened.Post, stop);

    public Task React(PostChanged happened, CancellationToken stop) => Index(happened.Post, stop);

    public Task React(PostWithdrawn happened, CancellationToken stop) => Index(happened.Post, stop);

    private async Task Index(Id<Post> id, CancellationToken stop)
    {
        var post = await db
            .Posts.Where(p =>
                p.Id == id && p.State == PostState.Published && p.Audience != Audience.Me
            )
            .Select(p => new { p.Title, p.Rendered.Html })
            .SingleOrDefaultAsync(stop);
        await (
            post is null
                ? search.Remove(id, stop)
                : search.Index(id, post.Title, Render.PlainText(post.Html), stop)
        );
    }
}

internal sealed class IndexComment(CourseDb db, ISearch search)
    : IReaction<CommentAccepted>,
        IReaction<CommentClosed>,
        IReaction<CommentReworded>
{
    public Task React(CommentAccepted happened, CancellationToken stop) =>
        Index(happened.Comment, stop);

    public Task React(CommentClosed happened, CancellationToken stop) =>
        Index(happened.Comment, stop);

    public Task React(CommentReworded happened, CancellationToken stop) =>
        Index(happened.Comment, stop);

    private async Task Index(Id<Comment> id, CancellationToken stop)
    {
        var html = await db
            .Comments.Where(c => c.Id == id && c.State == Moderation.Shown)
            .Select(c => c.Rendered.Html)
            .SingleOrDefaultAsync(stop);
        await (
            html is null
                ? search.Remove(id, stop)
                : search.Index(id, "", Render.PlainText(html), stop)
        );
    }
}

internal sealed class IndexThing(CourseDb db, ISearch search) : IReaction<ThingRevised>
{
    public async Task React(ThingRevised happened, CancellationToken stop)
    {
        var thing = await db
            .Things.AsNoTracking()
            .Include(t => t.Prompts)
            .SingleOrDefaultAsync(t => t.Id == happened.Thing, stop);
        await (
            thing is null
                ? search.Remove(happened.Thing, stop)
                : search.Index(
                    thing.Id,
                    $"Thing {thing.Number}: {thing.Title}",
                    string.Join('\n', Parts(thing)),
                    stop
                )
        );
    }

    private static IEnumerable<string> Parts(Thing thing) =>
        [
            thing.Summary,
            Render.PlainText(thing.Rendered.Html),
            .. thing.Prompts.SelectMany(p => p.Points.Prepend(p.Text)),
            .. thing.Actions,
            .. thing.Resources,
        ];
}

internal sealed class IndexPersona(CourseDb db, ISearch search) : IReaction<PersonaChanged>
{
    public async Task React(PersonaChanged happened, CancellationToken stop)
    {
        var persona = await db
            .Personas.AsNoTracking()
            .SingleOrDefaultAsync(
                p => p.Id == happened.Persona && p.Listed && p.RetiredAt == null,
                stop
            );
        await (
            persona is null
                ? search.Remove(happened.Persona, stop)
                : search.Index(
                    persona.Id,
                    $"{persona.Name} @{persona.Handle}",
                    string.Join('\n', persona.Words, persona.Sector, persona.Place),
                    stop
                )
        );
    }
}
