using System.Diagnostics.CodeAnalysis;

namespace CpdCourse.Domain.Common;

/// <summary>Something that happened, in the past tense; carries ids only.</summary>
[SuppressMessage(
    "Design",
    "CA1040",
    Justification = "Marks the records that become jobs when the aggregate is saved."
)]
public interface IDomainEvent;

/// <summary>A thing with private state, verbs, and events that are written as jobs in the transaction that saves it.</summary>
public abstract class Aggregate
{
    private readonly List<IDomainEvent> events = [];

    /// <summary>Takes the events raised since the last time; whoever saves the aggregate calls it once.</summary>
    public IReadOnlyList<IDomainEvent> TakeEvents()
    {
        IDomainEvent[] taken = [.. events];
        events.Clear();
        return taken;
    }

    /// <summary>Notes that something happened.</summary>
    protected void Raise(IDomainEvent happened) => events.Add(happened);
}
