namespace CpdCourse.Domain.Writing;

/// <summary>Where readers comment on a post that stands on another site, as its author chooses.</summary>
public enum CommentsAt
{
    /// <summary>Here, and the page itself is told of each, in the way it knows.</summary>
    Both = 0,

    /// <summary>Here, and nobody else is told.</summary>
    Here = 1,

    /// <summary>On the page itself: here the way there is shown, and what was said before.</summary>
    Source = 2,
}
