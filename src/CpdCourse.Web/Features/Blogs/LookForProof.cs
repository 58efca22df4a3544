using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Linking.Fetching;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Its owner says that the blog now shows whose it is.</summary>
internal sealed record BlogToProve(Id<Blog> Blog);

/// <summary>Fetches the first page of a blog and looks whose it says it is.</summary>
internal sealed class LookForProof(CourseDb db, SafeFetcher fetcher, ProveBlog prove)
    : ITask<BlogToProve>
{
    public async Task Run(BlogToProve payload, CancellationToken stop)
    {
        var blog = await db.Blogs.SingleOrDefaultAsync(b => b.Id == payload.Blog, stop);
        if (blog is null or { IsProven: true } or { Home: "" })
        {
            return;
        }

        var answer = await fetcher
            .Get(new Uri(blog.Home), FetchWish.Page, stop)
            .OrPostpone(whenBusy: TimeSpan.FromSeconds(20));
        if (answer is Fetched page)
        {
            await prove.By(blog, page, stop);
            await db.SaveChangesAsync(stop);
        }
    }
}
