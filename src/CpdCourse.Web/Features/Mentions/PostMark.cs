using System.Security.Cryptography;
using System.Text;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Marks what a post says: two marks differ when its words do, and its links with them. Categories, Things and dates are nothing to tell other sites of.</summary>
internal static class PostMark
{
    public static string Of(Post post) =>
        post.IsPublic
            ? Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes($"{post.Title}\n{post.Text}")).AsSpan(0, 16)
            )
            : OutgoingLink.Gone;
}
