using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Studio;

/// <summary>What waits and what happened, as numbers; of people only how many, never who.</summary>
internal sealed record Numbers
{
    public required int Comments { get; init; }
    public required DateTimeOffset? FirstComment { get; init; }
    public required int Trackbacks { get; init; }
    public required int Verified { get; init; }
    public required int Reports { get; init; }
    public required int Letters { get; init; }
    public required int OtherJobs { get; init; }
    public required int OnCourse { get; init; }
    public required int Joined { get; init; }
    public required int Writers { get; init; }
    public required int Posts { get; init; }
    public required int ResponsesThisWeek { get; init; }
}

/// <summary>Of the posts that had three days, or a comment before that, how many were heard.</summary>
internal sealed record Heard(int Posts, int OfPosts)
{
    public int? Percent => OfPosts == 0 ? null : (int)Math.Round(100.0 * Posts / OfPosts);
}

/// <summary>The figures of the overview in three queries. Posts count where everybody on the course can read them.</summary>
internal sealed class Figures(CourseDb db, TimeProvider clock)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Lately = TimeSpan.FromDays(14);
    private static readonly TimeSpan HeardWithin = TimeSpan.FromDays(3);

    public async Task<Numbers?> Now(RunGlance? run, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var week = now - Week;
        var lately = now - Lately;
        var comments = db.ModeratedComments().Where(c => c.State == Moderation.Held);
        var mentions = db.ModeratedMentions().Where(m => m.State == Moderation.Held);
        var parked = db.Jobs.Where(j => j.ParkedAt != null);
        var people = OnCourse(run);
        var posts = db.Posts.ListedFor(onCourse: true);
        var written = posts.Where(p => p.ArrivedAt >= lately);
        var fresh = posts.Where(p => p.ArrivedAt >= week).Select(p => p.Id);
        var responses = Responses(run);
        return await db
            .Courses.Select(_ => new Numbers
            {
                Comments = comments.Count(),
                FirstComment = comments.Min(c => (DateTimeOffset?)c.WrittenAt),
                Trackbacks = mentions.Count(),
                Verified = mentions.Count(m => m.VerifiedAt != null),
                Reports = db.Reports.Count(r => r.HandledAt == null),
                Letters = parked.Count(j => j.Kind == nameof(SendLetter)),
                OtherJobs = parked.Count(j => j.Kind != nameof(SendLetter)),
                OnCourse = people.Count(),
                Joined = people.Count(p => p.JoinedAt >= week),
                Writers = written.Select(p => p.Author).Distinct().Count(),
                Posts = written.Count(),
                ResponsesThisWeek = responses.Count(r => fresh.Contains(r.Post)),
            })
            .FirstOrDefaultAsync(stop);
    }

    public Task<Dictionary<Id<Thing>, int>> ByThing(RunGlance? run, CancellationToken stop) =>
        Responses(run)
            .GroupBy(r => r.Thing)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, stop);

    public async Task<Heard> HeardInTime(RunGlance? run, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var start = run is null
            ? DateTimeOffset.MinValue
            : Clock.Moment(run.StartsOn, TimeOnly.MinValue, run.Zone);

        // Adding days to a column is written differently in each database: the sum is done here, on two moments a post.
        var posts = await db
            .Posts.ListedFor(onCourse: true)
            .Where(p => p.ArrivedAt >= start)
            .Select(p => new
            {
                p.ArrivedAt,
                Heard = db
                    .Comments.Where(c =>
                        c.Post == p.Id
                        && c.State == Moderation.Shown
                        && (c.Author == null || c.Author != p.Author)
                    )
                    .Min(c => (DateTimeOffset?)c.WrittenAt),
                Replied = db
                    .Mentions.Where(m =>
                        m.Post == p.Id && m.State == Moderation.Shown && m.Kind == MentionKind.Reply
                    )
                    .Min(m => (DateTimeOffset?)m.NoticedAt),
            })
            .ToListAsync(stop);
        var inTime = posts.ToLookup(p =>
            p.Heard - p.ArrivedAt <= HeardWithin || p.Replied - p.ArrivedAt <= HeardWithin
        );
        var heard = inTime[true].Count();
        var quiet = inTime[false].Count(p => now - p.ArrivedAt > HeardWithin);
        return new Heard(heard, heard + quiet);
    }

    private IQueryable<Domain.People.Participant> OnCourse(RunGlance? run)
    {
        var id = run?.Id;
        return id is null ? db.Participants : db.Participants.Where(p => p.Run == id);
    }

    private IQueryable<Domain.Writing.Response> Responses(RunGlance? run)
    {
        var id = run?.Id;
        var posts = db.Posts.ListedFor(onCourse: true).Select(p => p.Id);
        var listed = db.Responses.Where(r => r.Confirmed && posts.Contains(r.Post));
        return id is null ? listed : listed.Where(r => r.Run == id);
    }
}
