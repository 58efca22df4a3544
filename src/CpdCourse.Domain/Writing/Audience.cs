namespace CpdCourse.Domain.Writing;

/// <summary>Who may read a post.</summary>
public enum Audience
{
    /// <summary>Anybody; also feeds, search and linkbacks.</summary>
    Everyone = 0,

    /// <summary>Whoever is signed in and on the course.</summary>
    Course = 1,

    /// <summary>Its author alone.</summary>
    Me = 2,

    /// <summary>The members of one group (<see cref="Post.Group"/>).</summary>
    Group = 3,
}
