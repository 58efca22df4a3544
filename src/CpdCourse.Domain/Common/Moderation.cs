namespace CpdCourse.Domain.Common;

/// <summary>Whether words from outside may be seen. One kind for comments and mentions, so that one queue handles both.</summary>
public enum Moderation
{
    /// <summary>Waits for an organiser. Nowhere to be seen: not on pages, in counts, search, feeds or mail.</summary>
    Held = 0,

    /// <summary>Everybody who may read the post sees it.</summary>
    Shown = 1,

    /// <summary>An organiser put it aside; can be taken back for 30 days.</summary>
    Binned = 2,

    /// <summary>Taken back by whoever wrote it, or its page is gone.</summary>
    Withdrawn = 3,
}
