using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Studio;

/// <summary>A comment or a mention, loaded, with the verbs that both have.</summary>
internal sealed record Moderatable
{
    public required ItemKind Kind { get; init; }

    /// <summary>As notices name it: "Comment by Dilys".</summary>
    public required string Whose { get; init; }

    /// <summary>Who or what "trust" would mean.</summary>
    public required string Name { get; init; }

    /// <summary>Tells its present words from earlier ones.</summary>
    public required long Seen { get; init; }

    public (SourceKind Kind, string Value)? Source { get; init; }

    public required Func<Moderation> State { get; init; }

    public required Func<Outcome> Publish { get; init; }

    public required Func<DateTimeOffset, Outcome> Bin { get; init; }

    public required Func<Outcome> Hold { get; init; }

    public required Action LookAgain { get; init; }

    public static Task<Moderatable?> Find(
        CourseDb db,
        ItemKind kind,
        Guid item,
        CancellationToken stop
    ) =>
        kind switch
        {
            ItemKind.Comment => Comment(db, new Id<Comment>(item), stop),
            ItemKind.Trackback => Mention(db, new Id<Mention>(item), stop),
            _ => Task.FromResult<Moderatable?>(null),
        };

    private static async Task<Moderatable?> Comment(
        CourseDb db,
        Id<Comment> id,
        CancellationToken stop
    )
    {
        var comment = await db.ModeratedComments().SingleOrDefaultAsync(c => c.Id == id, stop);
        if (comment is null)
        {
            return null;
        }

        var name = comment.Author is { } author
            ? await db.Personas.Where(p => p.Id == author).Select(p => p.Name).SingleAsync(stop)
            : comment.VisitorName;
        return new Moderatable
        {
            Kind = ItemKind.Comment,
            Whose = $"Comment by {name}",
            Name = name,
            Seen = comment.UpdatedAt?.UtcTicks ?? 0,
            Source =
                comment.VisitorMail.Length > 0 ? (SourceKind.Visitor, comment.VisitorMail) : null,
            State = () => comment.State,
            Publish = comment.Publish,
            Bin = comment.Bin,
            Hold = comment.Hold,
            LookAgain = () => { },
        };
    }

    private static async Task<Moderatable?> Mention(
        CourseDb db,
        Id<Mention> id,
        CancellationToken stop
    )
    {
        var mention = await db.ModeratedMentions().SingleOrDefaultAsync(m => m.Id == id, stop);
        return mention is null
            ? null
            : new Moderatable
            {
                Kind = ItemKind.Trackback,
                Whose = $"Trackback from {mention.SourceHost}",
                Name = mention.SourceHost,
                Seen = mention.VerifiedAt?.UtcTicks ?? 0,
                Source = (SourceKind.Host, mention.SourceHost),
                State = () => mention.State,
                Publish = mention.Publish,
                Bin = mention.Bin,
                Hold = mention.Hold,
                LookAgain = mention.LookAgain,
            };
    }
}
