using CpdCourse.Domain.Common;

namespace CpdCourse.Domain.Writing;

/// <summary>Where a comment stands.</summary>
/// <param name="Post">The post, which others can read.</param>
/// <param name="Number">From 1; no other comment there has it, or had it.</param>
public sealed record CommentPlace(Id<Post> Post, int Number);
