using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;

namespace CpdCourse.Domain.Conversation;

/// <summary>How a link was noticed; readers are shown this name.</summary>
public enum Protocol
{
    /// <summary>A post of this site links here.</summary>
    Local = 0,

    /// <summary>TrackBack 1.2.</summary>
    Trackback = 1,

    /// <summary>Pingback 1.0.</summary>
    Pingback = 2,

    /// <summary>Webmention (W3C).</summary>
    Webmention = 3,
}

/// <summary>What a page does with the page of ours that it links to. A reply to a post stands among its comments, all else among its trackbacks.</summary>
public enum MentionKind
{
    /// <summary>It links to it.</summary>
    Mention = 0,

    /// <summary>It answers it.</summary>
    Reply = 1,

    /// <summary>It likes it.</summary>
    Like = 2,

    /// <summary>It passes it on.</summary>
    Repost = 3,

    /// <summary>It keeps it for later.</summary>
    Bookmark = 4,
}

/// <summary>What a mention points at: a post, a Thing or the page of a persona.</summary>
/// <param name="Post">The post, or null.</param>
/// <param name="Thing">The Thing, or null.</param>
/// <param name="Persona">The persona, or null.</param>
public sealed record MentionTarget(Id<Post>? Post, Id<Thing>? Thing, Id<Persona>? Persona = null);

/// <summary>What is shown of a mention, all plain text.</summary>
/// <param name="Title">Title of the page.</param>
/// <param name="Excerpt">Some of its words; all of a reply, when they are few.</param>
/// <param name="Site">Name of the site.</param>
public sealed record MentionWords(string Title = "", string Excerpt = "", string Site = "")
{
    /// <summary>What the page does with ours.</summary>
    public MentionKind Kind { get; init; }

    /// <summary>The comment that a reply answers; null when it answers the post.</summary>
    public Id<Comment>? Answers { get; init; }

    /// <summary>Who wrote it; empty when the page does not say.</summary>
    public string AuthorName { get; init; } = "";

    /// <summary>The author's own page; empty when the page does not say.</summary>
    public string AuthorUrl { get; init; } = "";
}

/// <summary>Somebody says that a page links here.</summary>
/// <param name="Mention">Which.</param>
public sealed record MentionClaimed(Id<Mention> Mention) : IDomainEvent;

/// <summary>A page was found to link here, whether or not that may be seen yet: the mention tells which page, and to what.</summary>
/// <param name="Mention">Which.</param>
public sealed record MentionVerified(Id<Mention> Mention) : IDomainEvent;

/// <summary>A mention can be seen.</summary>
/// <param name="Mention">Which.</param>
public sealed record MentionConfirmed(Id<Mention> Mention) : IDomainEvent;
