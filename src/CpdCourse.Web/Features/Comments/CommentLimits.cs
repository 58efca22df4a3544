using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Comments;

/// <summary>How many comments and reports are taken from one network in ten minutes.</summary>
internal sealed class StrangerLimits(LimitsSettings limits, TimeProvider clock)
{
    private readonly TimeWindows comments = new(limits.CommentsPerTenMinutes, Span, clock);
    private readonly TimeWindows reports = new(limits.CommentsPerTenMinutes, Span, clock);

    private static TimeSpan Span => TimeSpan.FromMinutes(10);

    public bool MayComment(string network) => comments.TryTake(network);

    public bool MayReport(string network) => reports.TryTake(network);
}

/// <summary>How much is too much: by network for visitors, by account for people on the course, and by post for what waits.</summary>
internal sealed class CommentLimits(
    CourseDb db,
    CurrentPersona me,
    StrangerLimits strangers,
    LimitsSettings limits,
    TimeProvider clock
)
{
    /// <summary>How many may wait for an organiser under one post.</summary>
    public int MostHeld => limits.HeldPerPost;

    /// <summary>Why it is not taken; null when it is, as long as there is room where it stands.</summary>
    public async Task<Refusal?> Refuses(CommentWish wish, CancellationToken stop)
    {
        var isTooFast = wish.Writer.Persona is null
            ? !strangers.MayComment(wish.Network)
            : !me.MayModerate && await IsTooFast(stop);
        return isTooFast ? Refusals.TooFast : null;
    }

    private async Task<bool> IsTooFast(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var hourAgo = now.AddHours(-1);
        var mine = (await me.Mine(stop)).Select(id => (Id<Domain.People.Persona>?)id).ToList();
        var lately = await db.Comments.CountAsync(
            c => mine.Contains(c.Author) && c.WrittenAt > hourAgo,
            stop
        );
        var limit = await IsNew(db, me, now, stop)
            ? limits.FirstWeekCommentsPerHour
            : limits.CommentsPerHour;
        return lately >= limit;
    }

    /// <summary>True in the first week of the account that is asking.</summary>
    public static Task<bool> IsNew(
        CourseDb db,
        CurrentPersona me,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var weekAgo = now.AddDays(-7);
        return db.Users.AnyAsync(u => u.Id == me.Account && u.CreatedAt > weekAgo, stop);
    }
}
