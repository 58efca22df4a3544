using CpdCourse.Data;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Feeds;

internal sealed class FeedsPage(
    CourseDb db,
    GlanceCache glance,
    SiteSettings site,
    TimeProvider clock
) : PageModel
{
    public IReadOnlyList<NamedFeed> Whole { get; } =
    [
        new("All responses, newest first", FeedAddress.Site),
        new("All comments, newest first", FeedAddress.Comments),
    ];

    /// <summary>Of the Things that are open.</summary>
    public IReadOnlyList<NamedFeed> Open { get; private set; } = [];

    /// <summary>Of categories that everybody can see something of.</summary>
    public IReadOnlyList<NamedFeed> Categories { get; private set; } = [];

    public string Absolute(string path) => site.Absolute(path).AbsoluteUri;

    public async Task OnGetAsync(CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var now = clock.GetUtcNow();
        Open =
        [
            .. course
                .Things.Where(t => course.IsOpen(t, now))
                .Select(t => new NamedFeed(
                    $"Thing {t.Number}: {t.Title}",
                    FeedAddress.Of(Addresses.Thing(t.Number))
                )),
        ];
        var posts = db.Posts.ListedFor(onCourse: false);
        Categories = await db
            .Categories.Where(c =>
                db.Things.Any(t => t.Categories.Any(tc => tc.Id == c.Id))
                || posts.Any(p => p.Categories.Any(pc => pc.Id == c.Id))
            )
            .OrderBy(c => c.Name)
            .Select(c => new NamedFeed(c.Name, FeedAddress.Of(Addresses.Category(c.Slug))))
            .ToListAsync(stop);
    }
}

/// <summary>A feed as the page lists it.</summary>
/// <param name="Name">What it brings.</param>
/// <param name="Path">Local address of the Atom form.</param>
internal sealed record NamedFeed(string Name, string Path);
