namespace CpdCourse.Domain.Writing;

/// <summary>Where a post stands.</summary>
public enum PostState
{
    /// <summary>Its author alone sees it.</summary>
    Draft = 0,

    /// <summary>Its audience reads it.</summary>
    Published = 1,

    /// <summary>Taken back by its author: its address answers "gone".</summary>
    Withdrawn = 2,
}

/// <summary>Where a post was written.</summary>
public enum Origin
{
    /// <summary>On this site.</summary>
    Here = 0,

    /// <summary>On another site: we show an excerpt and a link, and never edit it.</summary>
    External = 1,
}
