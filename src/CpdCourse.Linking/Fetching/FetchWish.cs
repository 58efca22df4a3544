namespace CpdCourse.Linking.Fetching;

/// <summary>What the caller is ready to read: media types in lower case, and at most so many bytes after decompression (the general limit when null).</summary>
public sealed record FetchWish(IReadOnlyList<string> MediaTypes, int? MaxBytes = null)
{
    /// <summary>A page to look for links or endpoints in.</summary>
    public static FetchWish Page { get; } =
        new(["text/html", "application/xhtml+xml", "text/plain"]);

    /// <summary>A page that is said to link here: a list of posts for software counts too.</summary>
    public static FetchWish Source { get; } =
        new([.. Page.MediaTypes, "application/json", "application/feed+json"]);

    /// <summary>A page to find an endpoint by: its headers count whatever its type, and of a long page the beginning.</summary>
    public static FetchWish Discovery { get; } = Page with { PartSuffices = true };

    /// <summary>Whether a body of another type is left out and a long one cut, instead of refusing the page.</summary>
    public bool PartSuffices { get; init; }

    /// <summary>The ETag of what the caller has already, as it came: if it is still the same, the answer is 304 (RFC 9110, 13.1.2).</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>The Last-Modified of what the caller has already, as it came (RFC 9110, 13.1.3).</summary>
    public string? IfModifiedSince { get; init; }

    internal bool Takes(string mediaType) =>
        MediaTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase);
}
