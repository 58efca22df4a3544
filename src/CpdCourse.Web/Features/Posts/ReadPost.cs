using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Posts;

/// <summary>A post as its page shows it.</summary>
internal sealed record PostView
{
    public required Id<Post> Id { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }
    public required string Slug { get; init; }
    public required string Html { get; init; }
    public required string Excerpt { get; init; }
    public required int Words { get; init; }
    public required PostState State { get; init; }
    public required Audience Audience { get; init; }
    public required bool WasPublic { get; init; }
    public required string? SourceUrl { get; init; }
    public required bool IsWhole { get; init; }
    public required CommentsAt CommentsAt { get; init; }
    public required bool ClosedToLinks { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    public required DateTimeOffset ArrivedAt { get; init; }
    public required DateTimeOffset? UpdatedAt { get; init; }
    public required bool HasDraft { get; init; }

    /// <summary>True for one's own, under whichever name.</summary>
    public bool IsMine { get; init; }
    public required Persona Author { get; init; }
    public required IReadOnlyList<CategoryName> Categories { get; init; }
    public required IReadOnlyList<Id<Thing>> Things { get; init; }

    public string Address => Addresses.Post(Author.Handle, Slug);

    public string FirstName => Say.FirstName(Author.Name);

    /// <summary>What its conversation needs to know of it.</summary>
    public CommentedPost Commented =>
        new(Id, Author.Id, Author.Name, Author.Handle, Slug, Title)
        {
            SourceUrl = SourceUrl,
            CommentsAt = CommentsAt,
            ClosedToLinks = ClosedToLinks,
        };

    public bool IsPublic => State is PostState.Published && Audience is Audience.Everyone;
}

internal sealed class ReadPost(CourseDb db, CurrentPersona me, KeptReads kept)
{
    /// <summary>The post if this reader may see it; null is the same for hidden and absent.</summary>
    public async Task<PostView?> Find(string handle, string slug, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        var listed = await kept.Get(
            ("post", handle, slug, me.IsSignedIn),
            () => Read(db.Posts.ListedFor(me.IsSignedIn), handle, slug, stop),
            post => post!.Id,
            post => sizeof(char) * (post!.Html.Length + post.Excerpt.Length)
        );
        if (mine.Count == 0 || (listed is not null && !mine.Contains(listed.Author.Id)))
        {
            return listed;
        }

        // One's own is read anew, also what nobody else can open: whether it has a draft changes with each stroke.
        var own = db.Posts.Where(p => mine.Contains(p.Author));
        return await Read(own, handle, slug, stop) is { } post ? post with { IsMine = true } : null;
    }

    private Task<PostView?> Read(
        IQueryable<Post> posts,
        string handle,
        string slug,
        CancellationToken stop
    ) =>
        Views(posts.Where(p => p.Slug == slug), handle)
            .AsNoTracking()
            .AsSplitQuery()
            .SingleOrDefaultAsync(stop);

    private IQueryable<PostView> Views(IQueryable<Post> posts, string handle) =>
        from post in posts
        join author in db.Personas on post.Author equals author.Id
        where author.Handle == handle
        select new PostView
        {
            Id = post.Id,
            Number = post.Number,
            Title = post.Title,
            Slug = post.Slug!,
            Html = post.Rendered.Html,
            Excerpt = post.Rendered.Excerpt,
            Words = post.Rendered.Words,
            State = post.State,
            Audience = post.Audience,
            WasPublic = post.WasPublic,
            SourceUrl = post.SourceUrl,
            IsWhole = post.IsWhole,
            CommentsAt = post.CommentsAt,
            ClosedToLinks = post.ClosedToLinks,
            WrittenAt = post.WrittenAt,
            ArrivedAt = post.ArrivedAt,
            UpdatedAt = post.UpdatedAt,
            HasDraft = post.DraftSavedAt != null,
            Author = author,
            Categories = post
                .Categories.OrderBy(c => c.Name)
                .Select(c => new CategoryName(c.Name, c.Slug))
                .ToList(),
            Things = db
                .Responses.Where(r => r.Post == post.Id && r.Confirmed)
                .OrderBy(r => r.Position)
                .Select(r => r.Thing)
                .ToList(),
        };

    public Task<bool> WasTakenBack(string handle, string slug, CancellationToken stop) =>
        db.WasTakenBack(handle, slug, stop);
}
