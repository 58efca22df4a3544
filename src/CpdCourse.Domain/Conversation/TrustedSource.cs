using CpdCourse.Domain.Common;

namespace CpdCourse.Domain.Conversation;

/// <summary>A visitor's address or a host whose words an organiser let through for good: the known pass, strangers wait.</summary>
public sealed class TrustedSource
{
    private TrustedSource() { }

    /// <summary>Trusts an e-mail address or a host.</summary>
    /// <param name="kind">Which of the two.</param>
    /// <param name="value">In lower case.</param>
    /// <param name="now">When.</param>
    public TrustedSource(SourceKind kind, string value, DateTimeOffset now)
    {
        Kind = kind;
        Value = Text.Line(value).ToLowerInvariant();
        TrustedAt = now;
    }

    /// <summary>Identity.</summary>
    public Id<TrustedSource> Id { get; private set; } = Id<TrustedSource>.New();

    /// <summary>Address or host.</summary>
    public SourceKind Kind { get; private set; }

    /// <summary>In lower case.</summary>
    public string Value { get; private set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset TrustedAt { get; private set; }
}

/// <summary>What is trusted.</summary>
public enum SourceKind
{
    /// <summary>A visitor's e-mail address.</summary>
    Visitor = 0,

    /// <summary>The host of a site that links here.</summary>
    Host = 1,
}
