using System.Text;
using CpdCourse.Data;
using CpdCourse.Data.Jobs;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Studio;

/// <summary>A job that was given up. What it carries (addresses, letters) is not shown.</summary>
internal sealed record ParkedJob(
    Id<Job> Id,
    string Kind,
    DateTimeOffset CreatedAt,
    int Attempts,
    string? LastError
)
{
    /// <summary>"PostPublished>SendOutgoingLinks" as "Send outgoing links, after post published".</summary>
    public string What =>
        Kind == nameof(SendLetter) ? "A letter"
        : Kind.Split('>') is [var happened, var reaction]
            ? $"{Words(reaction)}, after {Words(happened).ToLowerInvariant()}"
        : Words(Kind);

    public string Why => LastError is null ? "" : Redact.Mail(LastError);

    private static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && words.Length > 0)
            {
                words.Append(' ').Append(char.ToLowerInvariant(letter));
            }
            else
            {
                words.Append(letter);
            }
        }

        return words.ToString();
    }
}

[Authorize(Policy = Policies.Organiser)]
internal sealed class JobsPage(
    CourseDb db,
    CurrentPersona me,
    SecurityLog events,
    TimeProvider clock
) : PageModel
{
    public const int Most = 100;

    public IReadOnlyList<ParkedJob> Parked { get; private set; } = [];

    public int Count { get; private set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public string? Notice =>
        Done switch
        {
            "again" => "It will be tried again in a moment.",
            "all" => "All of them will be tried again.",
            "dropped" => "Dropped.",
            "gone" => "That was already handled.",
            _ => null,
        };

    public async Task OnGetAsync(CancellationToken stop)
    {
        var parked = db.Jobs.Where(j => j.ParkedAt != null);
        Parked = await parked
            .OrderByDescending(j => j.ParkedAt)
            .Take(Most)
            .Select(j => new ParkedJob(j.Id, j.Kind, j.CreatedAt, j.Attempts, j.LastError))
            .ToListAsync(stop);
        Count = Parked.Count < Most ? Parked.Count : await parked.CountAsync(stop);
    }

    public Task<IActionResult> OnPostRetryAsync(Guid? id, CancellationToken stop) =>
        With(id, "again", job => job.TryAgain(clock.GetUtcNow()), stop);

    public Task<IActionResult> OnPostDropAsync(Guid? id, CancellationToken stop) =>
        With(id, "dropped", job => db.Jobs.Remove(job), stop);

    public async Task<IActionResult> OnPostAllAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await db
            .Jobs.Where(j => j.ParkedAt != null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(j => j.ParkedAt, (DateTimeOffset?)null)
                        .SetProperty(j => j.LeasedUntil, (DateTimeOffset?)null)
                        .SetProperty(j => j.Attempts, 0)
                        .SetProperty(j => j.DueAt, now),
                stop
            );
        events.JobsHandled(me.Handle, "all again");
        return LocalRedirect("/studio/jobs?done=all");
    }

    private async Task<IActionResult> With(
        Guid? id,
        string done,
        Action<Job> act,
        CancellationToken stop
    )
    {
        var wanted = new Id<Job>(id ?? Guid.Empty);
        var job = await db.Jobs.SingleOrDefaultAsync(
            j => j.Id == wanted && j.ParkedAt != null,
            stop
        );
        if (job is null)
        {
            return LocalRedirect("/studio/jobs?done=gone");
        }

        act(job);
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Dropped by somebody else in the same moment.
            return LocalRedirect("/studio/jobs?done=gone");
        }

        events.JobsHandled(me.Handle, done);
        return LocalRedirect($"/studio/jobs?done={done}");
    }
}
