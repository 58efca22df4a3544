using CpdCourse.Domain.Writing;

namespace CpdCourse.Web.Features.Shared.Conversation;

/// <summary>Where readers comment on a post that stands elsewhere, in words for its author.</summary>
internal static class SourceComments
{
    public static IReadOnlyList<(CommentsAt Value, string Words)> Choices { get; } =
    [
        (CommentsAt.Both, "Here, and my blog is told of each comment"),
        (CommentsAt.Here, "Here only"),
        (CommentsAt.Source, "On my blog only"),
    ];
}
