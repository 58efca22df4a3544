using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;

namespace CpdCourse.Domain.People;

/// <summary>What a participant may do in a run.</summary>
public enum Role
{
    /// <summary>Reads, writes, comments.</summary>
    Participant = 0,

    /// <summary>Reads the moderation queue as well.</summary>
    Moderator = 1,

    /// <summary>Everything in the Studio.</summary>
    Organiser = 2,
}

/// <summary>How a participant wants to go through the Things.</summary>
public enum Pace
{
    /// <summary>With everyone, at this week's Thing.</summary>
    WithEveryone = 0,

    /// <summary>From Thing 1, at their own pace.</summary>
    FromTheStart = 1,

    /// <summary>Pick and choose.</summary>
    PickAndChoose = 2,
}

/// <summary>An account enrolled in a run. Nothing here leads to a persona.</summary>
public sealed class Participant : Aggregate
{
    private Participant() { }

    /// <summary>Enrols an account.</summary>
    /// <param name="account">The account's id; the domain knows nothing else of accounts.</param>
    /// <param name="run">The run.</param>
    /// <param name="role">What they may do.</param>
    /// <param name="now">When.</param>
    public Participant(Guid account, Id<Run> run, Role role, DateTimeOffset now)
    {
        Account = account;
        Run = run;
        Role = role;
        JoinedAt = now;
        Raise(new ParticipantJoined(Id));
    }

    /// <summary>Identity.</summary>
    public Id<Participant> Id { get; private set; } = Id<Participant>.New();

    /// <summary>The account.</summary>
    public Guid Account { get; private set; }

    /// <summary>The run.</summary>
    public Id<Run> Run { get; private set; }

    /// <summary>What they may do.</summary>
    public Role Role { get; private set; }

    /// <summary>When they joined.</summary>
    public DateTimeOffset JoinedAt { get; private set; }

    /// <summary>How they go through the Things.</summary>
    public Pace Pace { get; private set; }

    /// <summary>Chooses a pace; nothing is ever closed by it.</summary>
    public void Choose(Pace pace) => Pace = pace;
}

/// <summary>Somebody joined.</summary>
/// <param name="Participant">Who.</param>
public sealed record ParticipantJoined(Id<Participant> Participant) : IDomainEvent;
