using CpdCourse.Linking.Feeds;
using CpdCourse.Linking.Tables;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>What the organisers' page of blogs shows, to take away: for a feed reader, or for a spreadsheet.</summary>
internal sealed class ExportBlogs(BlogDesk desk, GlanceCache glance, TimeProvider clock)
{
    // More than any course has; a list of them takes some megabytes.
    private const int Most = 20_000;

    private static readonly string[] Columns =
    [
        "handle",
        "display name",
        "blog",
        "feed",
        "state",
        "last post",
        "why silent",
    ];

    public async Task<byte[]> Opml(BlogSlice slice, CancellationToken stop)
    {
        var blogs = await desk.Blogs(slice, Most, stop);
        var course = await glance.Get(stop);
        return OpmlWriter.Write(
            new OpmlList(
                $"{course.Title}: blogs",
                [.. blogs.Where(b => b.Blog.Feed.Length > 0).Select(Outline)]
            )
            {
                Modified = clock.GetUtcNow(),
            }
        );
    }

    public async Task<byte[]> Csv(BlogSlice slice, CancellationToken stop)
    {
        var blogs = await desk.Blogs(slice, Most, stop);
        return CsvWriter.Write(blogs.Select(Row).Prepend(Columns));
    }

    private static OpmlBlog Outline(DeskBlog row) =>
        new(
            $"{row.Title} ({row.Name})",
            new Uri(row.Blog.Feed),
            row.Blog.Home.Length > 0 ? new Uri(row.Blog.Home) : null
        );

    private static string[] Row(DeskBlog row) =>
        [
            row.Handle,
            row.Name,
            row.Blog.Home.Length > 0 ? row.Blog.Home : row.Blog.Address,
            row.Blog.Feed,
            row.Says,
            row.Blog.LastPostAt is { } last ? Say.Machine(last) : "",
            row.Blog.Problem ?? "",
        ];
}
