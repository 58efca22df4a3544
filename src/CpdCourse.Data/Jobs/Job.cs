using CpdCourse.Domain.Common;

namespace CpdCourse.Data.Jobs;

/// <summary>
/// Something to be done later: a reaction to an event, a mail, a recurring task. Written in the transaction that gave rise to it,
/// claimed with a lease by whichever node comes first.
/// </summary>
public sealed class Job
{
    public Id<Job> Id { get; private set; } = Id<Job>.New();

    /// <summary>Name of the reaction.</summary>
    public required string Kind { get; init; }

    /// <summary>What it needs to know, JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>Names a recurring task, so that there is one row of it; null for everything else.</summary>
    public string? Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before.</summary>
    public required DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>While this is ahead, one node is at it.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>When it was given up; the Studio shows it until somebody tries again or drops it.</summary>
    public DateTimeOffset? ParkedAt { get; set; }

    public string? LastError { get; set; }

    /// <summary>Takes a parked job up again, with all its tries.</summary>
    public void TryAgain(DateTimeOffset now)
    {
        ParkedAt = null;
        LeasedUntil = null;
        Attempts = 0;
        DueAt = now;
    }
}
