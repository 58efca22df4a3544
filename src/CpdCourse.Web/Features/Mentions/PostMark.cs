using System.Security.Cryptography;
using System.Text;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Marks what a post says: two marks differ when its words do, and its links with them. Categories, Things and dates are nothing to tell other sites of.</summary>
internal static class PostMark
{
    public static string Of(Post post) =>
        post.IsPublic ? Of($"{post.Title}\n{post.Text}") : OutgoingLink.Gone;

    /// <summary>The same of a comment under it.</summary>
    public static string Of(Comment comment, Post post) =>
        comment.State is Moderation.Shown && post.IsPublic ? Of(comment.Text) : OutgoingLink.Gone;

    private static string Of(string words) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 16));
}
