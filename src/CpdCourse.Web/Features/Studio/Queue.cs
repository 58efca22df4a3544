using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Studio;

/// <summary>Which part of the queue is asked for.</summary>
internal enum Shows
{
    Everything,
    Comments,
    Trackbacks,
    Reports,
    Bin,
    Trusted,
}

internal sealed record QueueCounts(int Comments, int Trackbacks, int Reports, int Binned)
{
    public int All => Comments + Trackbacks + Reports;
}

internal sealed record QueuePage(IReadOnlyList<QueueItem> Items, string? More);

/// <summary>
/// Everything that waits for a moderator in one list, the longest waiting first; or what was binned lately, the newest first.
/// Pages by key: the cursor holds the moment of the last item and how many of that very moment were shown.
/// </summary>
internal sealed class Queue(CourseDb db, TimeProvider clock)
{
    public async Task<QueueCounts> Count(CancellationToken stop)
    {
        var since = clock.GetUtcNow() - Comment.BinnedFor;
        var comments = db.ModeratedComments();
        var mentions = db.ModeratedMentions();
        var counts = await db
            .Courses.Select(_ => new QueueCounts(
                comments.Count(c => c.State == Moderation.Held),
                mentions.Count(m => m.State == Moderation.Held),
                db.Reports.Count(r => r.HandledAt == null),
                comments.Count(c => c.State == Moderation.Binned && c.ClosedAt >= since)
                    + mentions.Count(m => m.State == Moderation.Binned && m.ClosedAt >= since)
            ))
            .FirstOrDefaultAsync(stop);
        return counts ?? new QueueCounts(0, 0, 0, 0);
    }

    /// <param name="shows">Which part.</param>
    /// <param name="host">Only what waits from this site, each by itself; null for all.</param>
    /// <param name="after">Cursor of a further page.</param>
    /// <param name="size">Items on a page.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<QueuePage> Read(
        Shows shows,
        string? host,
        string? after,
        int size,
        CancellationToken stop
    )
    {
        // A forged cursor must not ask for more rows than a page may cost.
        var cursor = Cursor.Read(after);
        var seen = Math.Min(cursor?.Number ?? 0, 1000);
        var most = size + 1 + seen;
        var items =
            shows is Shows.Bin ? await Binned(cursor?.At, most, stop)
            : host is not null
                ?
                [
                    .. await HeldFrom(host, cursor?.At ?? DateTimeOffset.MinValue, most)
                        .ToListAsync(stop),
                ]
            : await Waiting(shows, cursor?.At, most, stop);
        items = [.. items.Skip(items.Take(seen).Count(i => i.At == cursor?.At))];
        if (items.Count <= size)
        {
            return new QueuePage(items, null);
        }

        List<QueueItem> page = items[..size];
        var last = page[^1].At;
        var shown = page.Count(i => i.At == last) + (last == cursor?.At ? seen : 0);
        return new QueuePage(page, Cursor.Write(last, shown));
    }

    private async Task<List<QueueItem>> Waiting(
        Shows shows,
        DateTimeOffset? from,
        int most,
        CancellationToken stop
    )
    {
        var since = from ?? DateTimeOffset.MinValue;
        List<QueueItem> items =
        [
            .. shows is Shows.Everything or Shows.Comments
                ? await HeldComments(since, most).ToListAsync(stop)
                : [],
            .. shows is Shows.Everything or Shows.Trackbacks
                ? await HeldMentions(since, most).ToListAsync(stop)
                : [],
            .. shows is Shows.Everything or Shows.Trackbacks
                ? await Sites(since, most).ToListAsync(stop)
                : [],
            .. shows is Shows.Everything or Shows.Reports
                ? await OpenReports(since, most).ToListAsync(stop)
                : [],
        ];
        return
        [
            .. items
                .OrderBy(i => i.At)
                .ThenBy(i => i.Kind)
                .ThenBy(i => i.Key, StringComparer.Ordinal),
        ];
    }

    // Ids break ties between equal moments and mean nothing else.
    private IQueryable<CommentItem> HeldComments(DateTimeOffset since, int most) =>
        db.ModeratedComments()
            .Where(c => c.State == Moderation.Held && c.WrittenAt >= since)
            .OrderBy(c => c.WrittenAt)
            .ThenBy(c => c.Id)
            .Take(most)
            .Items(db);

    private IQueryable<TrackbackItem> HeldMentions(DateTimeOffset since, int most)
    {
        var many = Held.Sites().Select(s => s.Host);
        return Held.Where(m => m.NoticedAt >= since && !many.Contains(m.SourceHost))
            .OrderBy(m => m.NoticedAt)
            .ThenBy(m => m.Id)
            .Take(most)
            .Items(db);
    }

    private IQueryable<TrackbackItem> HeldFrom(string host, DateTimeOffset since, int most) =>
        Held.Where(m => m.NoticedAt >= since && m.SourceHost == host)
            .OrderBy(m => m.NoticedAt)
            .ThenBy(m => m.Id)
            .Take(most)
            .Items(db);

    private IQueryable<SiteItem> Sites(DateTimeOffset since, int most) =>
        Held.Sites().Where(s => s.At >= since).OrderBy(s => s.At).ThenBy(s => s.Host).Take(most);

    private IQueryable<Mention> Held =>
        db.ModeratedMentions().Where(m => m.State == Moderation.Held);

    private IQueryable<ReportItem> OpenReports(DateTimeOffset since, int most) =>
        db
            .Reports.Where(r => r.HandledAt == null && r.ReportedAt >= since)
            .OrderBy(r => r.ReportedAt)
            .ThenBy(r => r.Id)
            .Take(most)
            .Items();

    private async Task<List<QueueItem>> Binned(
        DateTimeOffset? from,
        int most,
        CancellationToken stop
    )
    {
        var until = from ?? DateTimeOffset.MaxValue;
        var since = clock.GetUtcNow() - Comment.BinnedFor;
        var comments = db.ModeratedComments()
            .Where(c => c.State == Moderation.Binned && c.ClosedAt >= since && c.ClosedAt <= until)
            .OrderByDescending(c => c.ClosedAt)
            .ThenBy(c => c.Id)
            .Take(most);
        var mentions = db.ModeratedMentions()
            .Where(m => m.State == Moderation.Binned && m.ClosedAt >= since && m.ClosedAt <= until)
            .OrderByDescending(m => m.ClosedAt)
            .ThenBy(m => m.Id)
            .Take(most);
        List<QueueItem> items =
        [
            .. await comments.Items(db).ToListAsync(stop),
            .. await mentions.Items(db).ToListAsync(stop),
        ];
        return
        [
            .. items
                .OrderByDescending(i => i.At)
                .ThenBy(i => i.Kind)
                .ThenBy(i => i.Key, StringComparer.Ordinal),
        ];
    }
}
