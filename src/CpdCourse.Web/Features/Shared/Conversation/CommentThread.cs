using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Shared.Conversation;

/// <summary>Who looks at the comments: what is their own they see while it is held, and may change.</summary>
internal sealed record CommentReader(
    IReadOnlyList<Id<Persona>> Mine,
    IReadOnlyList<Id<Comment>> Own,
    DateTimeOffset Now
)
{
    /// <summary>Whoever wrote none of them.</summary>
    public static CommentReader Other { get; } = new([], [], default);

    public bool Wrote(CommentThread.Row row) =>
        Own.Contains(row.Id) || (row.Author is { } author && Mine.Contains(author));
}

/// <summary>A comment as it is shown.</summary>
internal sealed record CommentLine
{
    public required CommentedPost Post { get; init; }
    public required int Number { get; init; }
    public required Id<Comment> Id { get; init; }

    /// <summary>Taken away while others answered it: its place is kept, its words and name are not.</summary>
    public required bool IsGone { get; init; }
    public required bool IsHeld { get; init; }
    public required bool IsMine { get; init; }
    public required bool IsEditable { get; init; }
    public required bool IsEdited { get; init; }
    public required bool ByAuthor { get; init; }
    public required string Name { get; init; }

    /// <summary>Null for visitors.</summary>
    public required string? Handle { get; init; }

    /// <summary>A visitor's own site; empty when none.</summary>
    public required string Site { get; init; }
    public required int Colour { get; init; }
    public required string Html { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Whom it answers, when that is not the comment it stands under and it does not say so itself.</summary>
    public CommentLine? Answers { get; init; }

    public string Address => Addresses.Comment(Post.Handle, Post.Slug, Number);

    public string OwnAddress => $"{Post.CommentsAddress}/{Number.ToString(Say.Culture)}";

    /// <summary>Works without script: the page again, with a form that says whom one answers.</summary>
    public string ReplyAddress => $"{Post.Address}?reply={Number.ToString(Say.Culture)}#reply";

    public string ReportAddress => $"/report?about={Uri.EscapeDataString(Address)}";
}

/// <summary>A comment on the post itself, and everything below it in the order it was written.</summary>
internal sealed record TopComment(CommentLine Comment, IReadOnlyList<CommentLine> Replies);

/// <summary>The comments under a post. The whole tree is stored; two levels of it are shown.</summary>
internal sealed record CommentThread(CommentedPost Post, IReadOnlyList<TopComment> Tops, int Count)
{
    /// <summary>Names the post and what was said under it by now: another one after each change that shows here, and after some seconds.</summary>
    public string Version { get; init; } = "";

    /// <summary>Something of it is shown to this reader in another way than to others.</summary>
    public bool HasOwn => Lines.Any(line => line.IsMine);

    private IEnumerable<CommentLine> Lines =>
        Tops.SelectMany(top => top.Replies.Prepend(top.Comment));

    /// <summary>A comment that this reader sees, by its number; null for any other.</summary>
    public CommentLine? Line(int? number) =>
        Lines.FirstOrDefault(line => line.Number == number && !line.IsGone);

    /// <summary>A comment that can be answered, by its number; null for any other.</summary>
    public CommentLine? Answerable(int? number) =>
        Line(number) is { IsHeld: false } line ? line : null;

    internal sealed record Row(
        Id<Comment> Id,
        int Number,
        Id<Comment>? Parent,
        Moderation State,
        Id<Persona>? Author,
        string Name,
        string? Handle,
        int? Colour,
        string Site,
        string Html,
        DateTimeOffset WrittenAt,
        DateTimeOffset? UpdatedAt
    );
}
