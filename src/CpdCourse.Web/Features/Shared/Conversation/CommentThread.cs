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

/// <summary>What stands in the conversation under a post.</summary>
internal abstract record ThreadLine
{
    public required CommentedPost Post { get; init; }

    /// <summary>When it was written; of what was written elsewhere, when it was noticed here.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    public required string Name { get; init; }

    /// <summary>Of the initials, 1 to 6.</summary>
    public required int Colour { get; init; }

    /// <summary>Whom it answers, when that is not the comment it stands under and it does not say so itself.</summary>
    public CommentLine? Answers { get; init; }

    public abstract string Address { get; }

    /// <summary>The partial that shows it.</summary>
    public abstract string Partial { get; }

    public string ReportAddress => $"/report?about={Uri.EscapeDataString(Address)}";

    /// <summary>A colour for somebody who has chosen none.</summary>
    public static int ColourOf(string name) => (name.Sum(c => c) % 6) + 1;
}

/// <summary>A comment as it is shown.</summary>
internal sealed record CommentLine : ThreadLine
{
    public required int Number { get; init; }
    public required Id<Comment> Id { get; init; }

    /// <summary>Taken away while others answered it: its place is kept, its words and name are not.</summary>
    public required bool IsGone { get; init; }
    public required bool IsHeld { get; init; }
    public required bool IsMine { get; init; }
    public required bool IsEditable { get; init; }
    public required bool IsEdited { get; init; }
    public required bool ByAuthor { get; init; }

    /// <summary>Null for visitors.</summary>
    public required string? Handle { get; init; }

    /// <summary>A visitor's own site; empty when none.</summary>
    public required string Site { get; init; }
    public required string Html { get; init; }

    public override string Address => Addresses.Comment(Post.Handle, Post.Slug, Number);

    public override string Partial => "Conversation/_Comment";

    public string OwnAddress => Addresses.CommentPage(Post.Handle, Post.Slug, Number);

    /// <summary>Works without script: the page again, with a form that says whom one answers.</summary>
    public string ReplyAddress => $"{Post.Address}?reply={Number.ToString(Say.Culture)}#reply";
}

/// <summary>What answers the post itself, and everything below it in the order it was written.</summary>
internal sealed record TopLine(ThreadLine Line, IReadOnlyList<ThreadLine> Replies)
{
    public IEnumerable<CommentLine> Comments => Replies.Prepend(Line).OfType<CommentLine>();
}

/// <summary>The comments under a post. The whole tree is stored; two levels of it are shown.</summary>
internal sealed record CommentThread(CommentedPost Post, IReadOnlyList<TopLine> Tops, int Count)
{
    /// <summary>Names the post and what was said under it by now: another one after each change that shows here, and after some seconds.</summary>
    public string Version { get; init; } = "";

    /// <summary>Something of it is shown to this reader in another way than to others.</summary>
    public bool HasOwn => Lines.Any(line => line.IsMine);

    private IEnumerable<CommentLine> Lines => Tops.SelectMany(top => top.Comments);

    /// <summary>With the replies that stand on other sites, each where it belongs: below the comment that it answers, as long as that has a place here, or among those that answer the post.</summary>
    public CommentThread With(IReadOnlyList<MentionRow> elsewhere)
    {
        if (elsewhere.Count == 0)
        {
            return this;
        }

        var places = Lines.Select(line => (Id<Comment>?)line.Id).ToHashSet();
        var byPlace = elsewhere.ToLookup(row => places.Contains(row.Answers) ? row.Answers : null);
        var tops = Tops.Select(top => top with { Replies = Below(top, byPlace) })
            .Concat(byPlace[null].Select(row => new TopLine(ReplyLine.Of(Post, row), [])));
        return this with
        {
            Tops = [.. tops.OrderBy(top => top.Line.WrittenAt)],
            Count = Count + elsewhere.Count,
        };
    }

    private IReadOnlyList<ThreadLine> Below(TopLine top, ILookup<Id<Comment>?, MentionRow> byPlace)
    {
        var replies =
            from whom in top.Comments
            from row in byPlace[whom.Id]
            select ReplyLine.Of(Post, row) with
            {
                Answers = whom == top.Line || whom.IsGone ? null : whom,
            };
        return [.. top.Replies.Concat(replies).OrderBy(line => line.WrittenAt)];
    }

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
