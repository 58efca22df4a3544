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

    /// <summary>The persona that writes; null for a visitor.</summary>
    public Id<Persona>? Persona { get; init; }

    /// <summary>The name of that persona; null for a visitor.</summary>
    public string? WritesAs { get; init; }

    public bool IsSignedIn => Persona is not null;
}

/// <summary>Everything that a post's page shows of its comments.</summary>
internal sealed record CommentsView(CommentThread Thread, CommentForm Form, bool IsAuthor);
