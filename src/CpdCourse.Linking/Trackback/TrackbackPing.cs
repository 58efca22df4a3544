namespace CpdCourse.Linking.Trackback;

/// <summary>What a trackback says: "I wrote at <paramref name="Url"/> about your post". Title (at most 250 characters), excerpt (255) and blog name (100) are plain text, null when not sent (TrackBack 1.2).</summary>
public sealed record TrackbackPing(Uri Url, string? Title, string? Excerpt, string? BlogName);
