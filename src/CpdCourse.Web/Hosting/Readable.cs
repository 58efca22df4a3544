using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;

namespace CpdCourse.Web.Hosting;

/// <summary>Who may see which post, as part of every query: what may not be seen is not found.</summary>
internal static class Readable
{
    /// <summary>Posts that stand in lists, counts, search and feeds for this reader.</summary>
    public static IQueryable<Post> ListedFor(this IQueryable<Post> posts, bool onCourse) =>
        onCourse
            ? posts.Where(p =>
                p.State == PostState.Published
                && (p.Audience == Audience.Everyone || p.Audience == Audience.Course)
            )
            : posts.Where(p => p.State == PostState.Published && p.Audience == Audience.Everyone);

    /// <summary>Posts that open under their address: the listed ones, and everything of one's own that has an address.</summary>
    public static IQueryable<Post> ReadableFor(
        this IQueryable<Post> posts,
        bool onCourse,
        IReadOnlyList<Id<Persona>> mine
    ) =>
        posts.Where(p =>
            (
                p.State == PostState.Published
                && (p.Audience == Audience.Everyone || (onCourse && p.Audience == Audience.Course))
            ) || mine.Contains(p.Author)
        );
}
