namespace CpdCourse.Domain.Common;

/// <summary>
/// What was made of a Markdown text when it was saved, kept beside it so that reading costs nothing. The domain stores it and never looks inside:
/// only Markup makes it, and only a page shows it.
/// </summary>
/// <param name="Html">Sanitised HTML.</param>
/// <param name="Excerpt">Plain text of the beginning, for lists and cards.</param>
/// <param name="Words">Number of words, for the reading time.</param>
/// <param name="Version">The version of the rules it was made with; an older one is rendered again in the background.</param>
public sealed record Rendered(string Html, string Excerpt, int Words, int Version)
{
    /// <summary>Nothing written, nothing rendered.</summary>
    public static Rendered Nothing { get; } = new("", "", 0, 0);
}
