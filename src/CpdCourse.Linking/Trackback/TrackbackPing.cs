namespace CpdCourse.Linking.Trackback;

/// <summary>What a trackback says: "I wrote at <paramref name="Url"/> about your post". Title, excerpt and blog name are plain text, null when not sent (TrackBack 1.2).</summary>
public sealed record TrackbackPing(Uri Url, string? Title, string? Excerpt, string? BlogName)
{
    /// <summary>How much of a title is taken, in characters. What is longer is cut rather than refused: the sender is a program, and nobody there could shorten it.</summary>
    public const int TitleLimit = 200;

    /// <summary>How much of an excerpt is taken.</summary>
    public const int ExcerptLimit = 500;

    /// <summary>How much of a blog's name is taken.</summary>
    public const int BlogNameLimit = 100;
}
