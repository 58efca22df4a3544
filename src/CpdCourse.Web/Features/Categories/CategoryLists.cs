using CpdCourse.Data;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Categories;

/// <summary>A category as it stands in the list.</summary>
internal sealed record CategoryRow(string Name, string Slug, int Things, int Posts);

/// <summary>
/// A category is there for a reader when something in it is: one that only hidden posts have, in name and number, is as if it never was.
/// </summary>
internal static class CategoryLists
{
    public static IQueryable<Category> SeenIn(
        this IQueryable<Category> categories,
        CourseDb db,
        IQueryable<Post> posts
    ) =>
        categories.Where(c =>
            db.Things.Any(t => t.Categories.Any(tc => tc.Id == c.Id))
            || posts.Any(p => p.Categories.Any(pc => pc.Id == c.Id))
        );

    public static Task<List<CategoryRow>> Rows(
        this IQueryable<Category> categories,
        CourseDb db,
        IQueryable<Post> posts,
        CancellationToken stop
    ) =>
        categories
            .SeenIn(db, posts)
            .OrderBy(c => c.Name)
            .Select(c => new CategoryRow(
                c.Name,
                c.Slug,
                db.Things.Count(t => t.Categories.Any(tc => tc.Id == c.Id)),
                posts.Count(p => p.Categories.Any(pc => pc.Id == c.Id))
            ))
            .ToListAsync(stop);
}
