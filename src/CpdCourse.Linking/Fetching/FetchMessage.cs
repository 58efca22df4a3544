namespace CpdCourse.Linking.Fetching;

/// <summary>What is sent to another site: its media type, and the body in bytes.</summary>
public sealed record FetchMessage(string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether the receiver reads a page of ours before it answers: then it has <see cref="OutboundOptions.Call"/> for that.</summary>
    public bool IsCall { get; init; }
}
