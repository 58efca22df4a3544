using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Shared;

/// <summary>Whose pages elsewhere are, as far as it is proven.</summary>
internal sealed class ProvenBlogs(CourseDb db)
{
    /// <summary>The proven blog that a page belongs to: where one blog lies within another, the inner one; null when nobody has proven it.</summary>
    public async Task<Blog?> Of(Uri page, CancellationToken stop) => await Of(page, db.Blogs, stop);

    /// <summary>The same, of one persona.</summary>
    public async Task<Blog?> Of(Uri page, Id<Persona> persona, CancellationToken stop) =>
        await Of(page, db.Blogs.Where(b => b.Persona == persona), stop);

    private static async Task<Blog?> Of(Uri page, IQueryable<Blog> among, CancellationToken stop)
    {
        var host = Blog.HostOf(page);
        var blogs = await among
            .AsNoTracking()
            .Where(b => b.Host == host && b.Proof != BlogProof.None)
            .ToListAsync(stop);
        return blogs.Where(b => b.Holds(page)).MaxBy(b => b.Home.Length);
    }
}
