using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Tells the author which sites a post links to, and what they answered.</summary>
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class LinksPage(
    CourseDb db,
    TellAgain tellAgain,
    LinkingSettings linking,
    CurrentPersona me
) : PageModel
{
    public LinkedPost Post { get; private set; } = new(default, 0, "", "", false, null, null);

    public IReadOnlyList<LinkRow> Links { get; private set; } = [];

    public bool IsSending => linking.IsSending;

    public bool IsFull => Links.Count(l => l.Comment is null) >= OutgoingLink.PostLimit;

    public bool MaySend => IsSending && Post.IsPublic;

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken stop)
    {
        if (await Find(number, stop) is not { } post)
        {
            return NotFound();
        }

        Post = post;
        Links = await db
            .OutgoingLinks.AsNoTracking()
            .Where(l => l.Post == post.Id)
            .OrderBy(l => l.NotedAt)
            .ThenBy(l => l.Target)
            .Select(l => new LinkRow(
                l,
                db.Comments.Where(c => c.Id == l.Comment)
                    .Select(c => (int?)c.Number)
                    .SingleOrDefault()
            ))
            .ToListAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        int number,
        Id<OutgoingLink> again,
        CancellationToken stop
    )
    {
        if (await Find(number, stop) is not { } post)
        {
            return NotFound();
        }

        if (!IsSending || !post.IsPublic)
        {
            return RedirectToPage(new { number });
        }

        var outcome = await tellAgain.ByAuthor(again, await me.Mine(stop), stop);
        return outcome.Refusal is { } refusal
            ? this.Refused(refusal)
            : RedirectToPage(new { number });
    }

    private async Task<LinkedPost?> Find(int number, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        return mine.Count == 0
            ? null
            : await (
                from post in db.Posts
                join persona in db.Personas on post.Author equals persona.Id
                where post.Number == number && mine.Contains(post.Author)
                select new LinkedPost(
                    post.Id,
                    post.Number,
                    post.Title,
                    persona.Handle,
                    post.State == PostState.Published && post.Audience == Audience.Everyone,
                    post.Slug,
                    post.Draft
                )
                {
                    SourceUrl = post.SourceUrl,
                }
            ).SingleOrDefaultAsync(stop);
    }
}

/// <summary>A link, and the number of the comment that it is about.</summary>
internal sealed record LinkRow(OutgoingLink Link, int? Comment);

/// <summary>The post whose links these are.</summary>
internal sealed record LinkedPost(
    Id<Post> Id,
    int Number,
    string PublishedTitle,
    string Handle,
    bool IsPublic,
    string? Slug,
    Draft? Draft
)
{
    /// <summary>Where it stands, when that is elsewhere.</summary>
    public string? SourceUrl { get; init; }

    public string Title =>
        PublishedTitle.Length > 0 ? PublishedTitle
        : Draft is { Title.Length: > 0 } draft ? draft.Title
        : Refusals.Untitled;
}
