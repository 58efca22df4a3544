using CpdCourse.Data;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Shared;

/// <summary>Posts that answer "gone" and not "not found".</summary>
internal static class GonePosts
{
    /// <summary>True for a post that everybody could read once and that its author took back, or keeps for fewer now.</summary>
    public static Task<bool> WasTakenBack(
        this CourseDb db,
        string handle,
        string slug,
        CancellationToken stop
    ) =>
        db.Posts.AnyAsync(
            p =>
                p.WasPublic
                && p.Slug == slug
                && db.Personas.Where(a => a.Handle == handle).Select(a => a.Id).Contains(p.Author),
            stop
        );
}
