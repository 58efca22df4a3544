using System.Globalization;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Row = CpdCourse.Web.Features.Shared.Conversation.CommentThread.Row;

namespace CpdCourse.Web.Features.Shared.Conversation;

/// <summary>The comments under a post, read once for all readers and arranged for the one who asks.</summary>
internal sealed class ReadThread(
    CourseDb db,
    KeptReads kept,
    CurrentPersona me,
    OwnComments own,
    TimeProvider clock
)
{
    private const int OfRow = 300;

    public async Task<CommentThread> Under(CommentedPost post, CancellationToken stop)
    {
        var reader = new CommentReader(await me.Mine(stop), own.Ids, clock.GetUtcNow());
        var version = Version(post.Id, reader.Now);
        var talk = await kept.Get(
            ("comments of", post.Id),
            () => Read(post, stop),
            _ => post.Id,
            all => all.Rows.Sum(row => OfRow + (sizeof(char) * row.Html.Length))
        );
        var thread = talk.Rows.Any(reader.Wrote)
            ? new Arranging(post, reader, talk.Rows).Thread()
            : talk.ForOthers;
        return thread with { Version = version };
    }

    private async Task<Talk> Read(CommentedPost post, CancellationToken stop)
    {
        var rows = await Rows(post.Id).ToListAsync(stop);
        return new Talk(rows, new Arranging(post, CommentReader.Other, rows).Thread());
    }

    // Asked before the comments are, so that it never names a state that is newer than they. "Today" ends.
    private string Version(Id<Post> post, DateTimeOffset now) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{post.Value:N} {kept.Version(post)} {now.Ticks / KeptReads.Fresh.Ticks}"
        );

    // What is said under a post, and how those see it who said nothing of it.
    private sealed record Talk(IReadOnlyList<Row> Rows, CommentThread ForOthers);

    // Words of what was binned never leave the database.
    private IQueryable<Row> Rows(Id<Post> post) =>
        from comment in db.Comments
        where comment.Post == post
        join persona in db.Personas on comment.Author equals (Id<Persona>?)persona.Id into personas
        from persona in personas.DefaultIfEmpty()
        orderby comment.Number
        select new Row(
            comment.Id,
            comment.Number,
            comment.Parent,
            comment.State,
            comment.Author,
            persona == null ? comment.VisitorName : persona.Name,
            persona == null ? null : persona.Handle,
            persona == null ? (int?)null : persona.Colour,
            comment.VisitorSite,
            comment.State == Moderation.Shown || comment.State == Moderation.Held
                ? comment.Rendered.Html
                : "",
            comment.WrittenAt,
            comment.UpdatedAt
        );
}
