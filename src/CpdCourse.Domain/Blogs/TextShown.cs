namespace CpdCourse.Domain.Blogs;

/// <summary>How much of the posts of a blog elsewhere is shown here, as its owner chooses.</summary>
public enum TextShown
{
    /// <summary>Their beginning, and a link.</summary>
    Beginning = 0,

    /// <summary>The whole text, where the blog's feed gives it.</summary>
    Whole = 1,
}
