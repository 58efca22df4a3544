using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;

namespace CpdCourse.Web.Features.Shared.Conversation;

/// <summary>What the form sends.</summary>
internal sealed record CommentInput
{
    public string? Text { get; init; }

    public string? Name { get; init; }

    public string? Mail { get; init; }

    public string? Site { get; init; }

    /// <summary>The number of the comment it answers.</summary>
    public string? Reply { get; init; }

    public bool TellReplies { get; init; }

    /// <summary>When and for what the form was shown; see <see cref="FormStamps"/>.</summary>
    public string? Stamp { get; init; }

    /// <summary>The persona that it is written as, where there is a choice.</summary>
    public string? Persona { get; init; }

    /// <summary>A box that people do not see: only programs fill it in.</summary>
    public string? Subject { get; init; }
}

/// <summary>The form under a post, with what was typed so far.</summary>
internal sealed record CommentForm
{
    public required CommentedPost Post { get; init; }

    public required CommentInput Input { get; init; }

    /// <summary>The comment it answers; null when it answers the post.</summary>
    public CommentLine? Answers { get; init; }

    /// <summary>Whom it can be written as; nobody for a visitor.</summary>
    public IReadOnlyList<CommentName> Names { get; init; } = [];

    /// <summary>Who was chosen among them; null for a visitor, and when somebody else was asked for.</summary>
    public CommentName? As { get; init; }

    public bool IsSignedIn => Names.Count > 0;
}

/// <summary>A persona of the one who writes.</summary>
internal sealed record CommentName(Id<Persona> Id, string Name);

/// <summary>Everything that a post's page shows of its comments.</summary>
internal sealed record CommentsView(CommentThread Thread, CommentForm Form, bool IsAuthor)
{
    /// <summary>With the replies that stand on other sites.</summary>
    public CommentsView With(IReadOnlyList<MentionRow> elsewhere) =>
        this with
        {
            Thread = Thread.With(elsewhere),
        };
}
