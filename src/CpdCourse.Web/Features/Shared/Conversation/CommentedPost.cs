using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Shared.Conversation;

/// <summary>The post that comments stand under, as far as they need to know it.</summary>
internal sealed record CommentedPost(
    Id<Post> Id,
    Id<Persona> Author,
    string AuthorName,
    string Handle,
    string Slug,
    string Title
)
{
    public string Address => Addresses.Post(Handle, Slug);

    /// <summary>Where it was written, when that was elsewhere.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>Where readers comment on it.</summary>
    public CommentsAt CommentsAt { get; init; }

    /// <summary>True when its author wants no more pages listed that link to it.</summary>
    public bool ClosedToLinks { get; init; }

    /// <summary>The page that takes the comments instead of this one; null when this one does.</summary>
    public string? CommentsElsewhere => CommentsAt is CommentsAt.Source ? SourceUrl : null;

    /// <summary>Where the form is sent.</summary>
    public string CommentsAddress => $"{Address}/comments";

    public string AuthorFirstName => Say.FirstName(AuthorName);

    public static Task<CommentedPost> Of(CourseDb db, Id<Post> id, CancellationToken stop) =>
        Described(db, db.Posts.Where(p => p.Id == id)).SingleAsync(stop);

    /// <summary>
    /// The post at this address, also under a former handle of its author; null for one that this reader may not see, as for one that never was.
    /// </summary>
    public static Task<CommentedPost?> At(
        CourseDb db,
        string handle,
        string slug,
        IQueryable<Post> readable,
        CancellationToken stop
    )
    {
        var lower = handle.ToLowerInvariant();
        var name = slug.ToLowerInvariant();
        var authors = db
            .Personas.Where(x => x.Handle == lower)
            .Select(x => x.Id)
            .Concat(db.FormerHandles.Where(h => h.Handle == lower).Select(h => h.Persona));
        var there = readable.Where(p => p.Slug == name && authors.Contains(p.Author));
        return Described(db, there).FirstOrDefaultAsync(stop);
    }

    private static IQueryable<CommentedPost> Described(CourseDb db, IQueryable<Post> posts) =>
        from post in posts
        join persona in db.Personas on post.Author equals persona.Id
        select new CommentedPost(
            post.Id,
            post.Author,
            persona.Name,
            persona.Handle,
            post.Slug!,
            post.Title
        )
        {
            SourceUrl = post.SourceUrl,
            CommentsAt = post.CommentsAt,
            ClosedToLinks = post.ClosedToLinks,
        };
}
