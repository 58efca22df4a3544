namespace CpdCourse.Domain.Common;

/// <summary>The course says no: an expected answer, not an error.</summary>
/// <param name="Code">Stable name, listed in the reference of refusals.</param>
/// <param name="Message">One plain sentence for the person who asked; names the field and the limit.</param>
/// <param name="Field">The input that is meant, or null when it is about the whole request.</param>
public sealed record Refusal(string Code, string Message, string? Field = null);

/// <summary>What came of a verb: done, or a <see cref="Common.Refusal"/>.</summary>
public sealed record Outcome
{
    private Outcome(Refusal? refusal) => Refusal = refusal;

    /// <summary>It was done, now or before: verbs may be repeated.</summary>
    public static Outcome Done { get; } = new((Refusal?)null);

    /// <summary>Why not; null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when there is no refusal.</summary>
    public bool IsDone => Refusal is null;

    /// <summary>Lets a verb simply return a refusal.</summary>
    public static implicit operator Outcome(Refusal refusal) => new(refusal);

    /// <summary>The outcome of a refusal.</summary>
    public static Outcome FromRefusal(Refusal refusal) => new(refusal);
}
