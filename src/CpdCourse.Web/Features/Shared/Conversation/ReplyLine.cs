using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Shared.Conversation;

/// <summary>A reply that stands on another site, as it is shown among the comments: plain text, and the way to its own page.</summary>
internal sealed record ReplyLine : ThreadLine
{
    public required Id<Mention> Id { get; init; }

    /// <summary>The author's own page; empty when no page says.</summary>
    public required string AuthorUrl { get; init; }
    public required string Host { get; init; }
    public required string SourceUrl { get; init; }
    public required Protocol Protocol { get; init; }
    public required string Text { get; init; }

    public override string Address => Addresses.Reply(Post.Handle, Post.Slug, Id.Value);

    public override string Partial => "Conversation/_Reply";

    public static ReplyLine Of(CommentedPost post, MentionRow row)
    {
        var name = row.AuthorName.Length > 0 ? row.AuthorName : row.SourceHost;
        return new ReplyLine
        {
            Post = post,
            Id = row.Id,
            Name = name,
            AuthorUrl = row.AuthorUrl,
            Host = row.SourceHost,
            SourceUrl = row.SourceUrl,
            Protocol = row.Protocol,
            Text = row.Excerpt,
            Colour = ColourOf(name),
            WrittenAt = row.NoticedAt,
        };
    }
}
