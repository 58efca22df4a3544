using System.Diagnostics;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>What the look at a source has come to.</summary>
internal enum Look
{
    /// <summary>It was not looked at yet.</summary>
    Pending,

    Links,

    /// <summary>It was read and does not link here.</summary>
    NoLink,

    /// <summary>It could not be read, or may not be.</summary>
    Unread,
}

/// <summary>How many may wait for a look at once.</summary>
internal sealed class AwaitTurns : IDisposable
{
    private readonly SemaphoreSlim free = new(4);

    public bool TryTake() => free.Wait(TimeSpan.Zero);

    public void GiveBack() => free.Release();

    public void Dispose() => free.Dispose();
}

/// <summary>
/// Waits a moment for what a look at a source comes to, for a protocol whose answer says it. The look is the job's, as always: nothing is fetched here, and
/// what takes longer goes on without anybody who waits.
/// </summary>
internal sealed class AwaitLook(CourseDb db, AwaitTurns turns)
{
    // Blogs wait three seconds from when they begin to connect, and then take it for a failure (WordPress): the way there and back is part of it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.1);

    // Made with the request: what was done before the wait is part of it as well.
    private readonly long began = Stopwatch.GetTimestamp();

    /// <param name="mention">The claim.</param>
    /// <param name="before">How often its page had been looked at in vain before the look that is waited for.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Look> At(Id<Mention> mention, int before, CancellationToken stop)
    {
        if (!turns.TryTake())
        {
            return Look.Pending;
        }

        try
        {
            return await Wait(mention, before, stop);
        }
        finally
        {
            turns.GiveBack();
        }
    }

    public async Task<Look> Now(Id<Mention> id, int before, CancellationToken stop)
    {
        var mention = await db
            .Mentions.AsNoTracking()
            .Where(m => m.Id == id)
            .Select(m => new
            {
                m.VerifiedAt,
                m.Problem,
                m.Tries,
            })
            .SingleOrDefaultAsync(stop);
        return mention switch
        {
            { VerifiedAt: not null } => Look.Links,
            { Tries: var tries } when tries <= before => Look.Pending,
            { Problem: LookAtSource.NoLink } => Look.NoLink,
            { Problem: not null } => Look.Unread,
            _ => Look.Pending,
        };
    }

    // That a page could not be read is said at the end only: an address that we may not ask is settled at once, and the time would tell it from others.
    private async Task<Look> Wait(Id<Mention> mention, int before, CancellationToken stop)
    {
        while (true)
        {
            var look = await Now(mention, before, stop);
            var left = Patience - Stopwatch.GetElapsedTime(began);
            if (look is Look.Links or Look.NoLink || left <= TimeSpan.Zero)
            {
                return look;
            }

            await Task.Delay(left < Step ? left : Step, stop);
        }
    }
}
