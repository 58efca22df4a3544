using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Things;

/// <summary>Everybody's answers to one question, newest arrival first.</summary>
internal sealed class AnswerList(CourseDb db, CurrentPersona me, LimitsSettings limits)
{
    /// <summary>One page in one query.</summary>
    public async Task<PageOf<AnswerRow>> Page(
        ThingGlance thing,
        int prompt,
        string? before,
        CancellationToken stop
    )
    {
        var size = limits.PageSize;
        var rows = await Rows(thing, prompt, before).Take(size + 1).ToListAsync(stop);
        return Cursor.Cut(rows, size, r => (r.ArrivedAt, r.Number));
    }

    // The responses of the Thing are in this order in their index; the answers are not, and a popular question has thousands.
    private IQueryable<AnswerRow> Rows(ThingGlance thing, int prompt, string? before)
    {
        var (responses, posts) = PostRows.Behind(
            before,
            db.Responses.Where(r => r.Thing == thing.Id),
            db.Posts.ListedFor(me.IsSignedIn)
        );
        return from response in responses
            join post in posts on response.Post equals post.Id
            join answer in db.Answers
                on new
                {
                    response.Post,
                    response.Thing,
                    Prompt = prompt,
                } equals new
                {
                    Post = EF.Property<Id<Post>>(answer, "PostId"),
                    answer.Thing,
                    answer.Prompt,
                }
            join persona in db.Personas on post.Author equals persona.Id
            orderby response.ArrivedAt descending, post.Number descending
            select new AnswerRow
            {
                Number = post.Number,
                Title = post.Title,
                Slug = post.Slug!,
                Handle = persona.Handle,
                Author = persona.Name,
                Colour = persona.Colour,
                Html = answer.Rendered.Html,
                ArrivedAt = post.ArrivedAt,
                Position = response.Position,
                Thing = thing.Number,
                Prompt = prompt,
            };
    }
}

/// <summary>An answer as it stands under its question.</summary>
internal sealed record AnswerRow
{
    public required int Number { get; init; }
    public required string Title { get; init; }
    public required string Slug { get; init; }
    public required string Handle { get; init; }
    public required string Author { get; init; }
    public required int Colour { get; init; }
    public required string Html { get; init; }
    public required DateTimeOffset ArrivedAt { get; init; }
    public required int Position { get; init; }
    public required int Thing { get; init; }
    public required int Prompt { get; init; }

    /// <summary>The heading's anchor in the post: short for the post's first Thing.</summary>
    public string Anchor => AnswerSheet.Anchor(Thing, Prompt, Position == 1 ? Thing : null);
}
