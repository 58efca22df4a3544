using System.Globalization;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>The blogs outside: how each is read, whose it is, and the posts that nobody could place.</summary>
[Authorize(Policy = Policies.Organiser)]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class StudioBlogsPage(
    BlogDesk desk,
    GlanceCache glance,
    SteerBlogs steer,
    CurrentPersona me
) : PageModel
{
    public const int Most = BlogDesk.Most;

    public const string Here = "/studio/blogs";

    public BlogSlice Slice { get; private set; } = BlogSlice.Read(null, null);

    public BlogsShown Shows => Slice.Shows;

    public BlogCounts Counts { get; private set; } = BlogCounts.None;

    public IReadOnlyList<DeskBlog> Blogs { get; private set; } = [];

    public bool HasMore { get; private set; }

    public IReadOnlyList<DeskEntry> Doubtful { get; private set; } = [];

    public IReadOnlyList<ThingGlance> Things { get; private set; } = [];

    public string? Said { get; private set; }

    public DateTimeOffset Now => steer.Now;

    public async Task OnGetAsync(
        [FromQuery] string? show,
        [FromQuery] string? q,
        [FromQuery] string? said,
        [FromQuery] DoneQuery what,
        CancellationToken stop
    )
    {
        Slice = BlogSlice.Read(show, q);
        Said = said switch
        {
            "done" => "Done.",
            "some" => "Those without a Thing were left as they are: choose one for each.",
            "none" => "Nothing was ticked, so nothing was done.",
            _ => what.Sentence,
        };
        Counts = await desk.Count(stop);
        if (Shows is BlogsShown.Doubtful)
        {
            var course = await glance.Get(stop);
            Things = [.. course.Things.Where(t => course.IsOpen(t, steer.Now))];
            Doubtful = await desk.Doubtful(stop);
        }
        else
        {
            var rows = await desk.Blogs(Slice, Most + 1, stop);
            HasMore = rows.Count > Most;
            Blogs = [.. rows.Take(Most)];
        }
    }

    /// <summary>Does the same to all that are ticked, or to the one whose own button was pressed.</summary>
    public async Task<IActionResult> OnPostDoAsync(
        [FromQuery] string? show,
        [FromQuery] string? q,
        [FromForm] IReadOnlyList<Guid> blog,
        [FromForm] Guid? only,
        BlogsAct act,
        CancellationToken stop
    )
    {
        var query = BlogSlice.Read(show, q).Query;
        var more = query.Length > 0 ? query + "&" : "?";
        IReadOnlyList<Guid> ids = only is { } one ? [one] : blog;
        if (ids.Count == 0)
        {
            return LocalRedirect($"{Here}{more}said=none");
        }

        var done = await steer.Do(act, ids, me.Handle, stop);
        return LocalRedirect($"{Here}{more}{done.Query}");
    }

    public async Task<IActionResult> OnPostAnswerAsync(
        [FromForm] IReadOnlyList<Guid> entry,
        EntryWord says,
        CancellationToken stop
    )
    {
        var entries = entry.Distinct().Take(Most).Select(id => (id, ThingOf(id))).ToList();
        var isAll = await steer.Answer(entries, says, stop);
        return LocalRedirect($"{Here}?show=doubtful&said={(isAll ? "done" : "some")}");
    }

    private int ThingOf(Guid entry) =>
        int.TryParse(Request.Form[$"thing-{entry:N}"], CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}

/// <summary>What was done, as the address of the page that follows says it: numbers alone, so that nobody's link puts words here.</summary>
internal sealed record DoneQuery
{
    public string? Did { get; init; }

    public int Done { get; init; }

    public int Claimed { get; init; }

    public int Searched { get; init; }

    public int Gone { get; init; }

    public string? Sentence =>
        Enum.TryParse<BlogsAct>(Did, ignoreCase: true, out var act) && Enum.IsDefined(act)
            ? new BlogsDone(act, Done, Claimed, Searched, Gone).Sentence
            : null;
}
