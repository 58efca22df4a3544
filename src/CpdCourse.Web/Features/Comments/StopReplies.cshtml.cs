using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Comments;

/// <summary>Keys in letters about replies: whoever holds one may stop those letters, and do nothing else.</summary>
internal sealed class StopKeys(IDataProtectionProvider protection)
{
    private IDataProtector Protector => protection.CreateProtector("stop letters about replies");

    public string Address(Id<Comment> comment) =>
        $"/stop-replies?key={WebEncoders.Base64UrlEncode(Protector.Protect(comment.Value.ToByteArray()))}";

    public Id<Comment>? Read(string? key)
    {
        if (key is not { Length: > 0 and < 1_000 })
        {
            return null;
        }

        try
        {
            return new Id<Comment>(new Guid(Protector.Unprotect(WebEncoders.Base64UrlDecode(key))));
        }
        catch (Exception problem)
            when (problem is System.Security.Cryptography.CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>Stops letters about replies without signing in. The key is the authority; reading the page stops nothing, because mail programs open links.</summary>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class StopRepliesPage(CourseDb db, StopKeys keys) : PageModel
{
    public bool IsDone { get; private set; }

    public string Key { get; private set; } = "";

    /// <summary>Of the post; null when the holder of the key could not read it any more.</summary>
    public string? Title { get; private set; }

    public Task<IActionResult> OnGetAsync(string? key, CancellationToken stop) =>
        Show(key, isDone: false, stop);

    public Task<IActionResult> OnPostAsync(string? key, CancellationToken stop) =>
        Show(key, isDone: true, stop);

    private async Task<IActionResult> Show(string? key, bool isDone, CancellationToken stop)
    {
        if (
            keys.Read(key) is not { } id
            || await db.Comments.SingleOrDefaultAsync(c => c.Id == id, stop) is not { } comment
        )
        {
            return NotFound();
        }

        (Key, IsDone) = (key!, isDone);
        Title = await db
            .Posts.ListedFor(onCourse: false)
            .Where(p => p.Id == comment.Post)
            .Select(p => p.Title)
            .SingleOrDefaultAsync(stop);
        if (isDone)
        {
            comment.StopTelling();
            await db.SaveChangesAsync(stop);
        }

        return Page();
    }
}
