using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
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
    public required string? SourceUrl { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    public required DateTimeOffset ArrivedAt { get; init; }
    public required DateTimeOffset? UpdatedAt { get; init; }
    public required DateTimeOffset? WithdrawnAt { get; init; }
    public required bool HasDraft { get; init; }
    public required Persona Author { get; init; }
    public required IReadOnlyList<CategoryName> Categories { get; init; }
    public required IReadOnlyList<Id<Thing>> Things { get; init; }

    public string Address => Addresses.Post(Author.Handle, Slug);

    public string FirstName => Say.FirstName(Author.Name);
}

/// <summary>A neighbour of a post: for previous, next, and others on the same question.</summary>
internal sealed record Neighbour(string Title, string Handle, string Slug, string Author)
{
    public string Address => Addresses.Post(Handle, Slug);
}

internal sealed class ReadPost(CourseDb db, CurrentPersona me)
{
    /// <summary>The post if this reader may see it; null is the same for hidden and absent.</summary>
    public async Task<PostView?> Find(string handle, string slug, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        return await (
            from post in db.Posts.ReadableFor(me.IsSignedIn, mine)
            join author in db.Personas on post.Author equals author.Id
            where author.Handle == handle && post.Slug == slug
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
                SourceUrl = post.SourceUrl,
                WrittenAt = post.WrittenAt,
                ArrivedAt = post.ArrivedAt,
                UpdatedAt = post.UpdatedAt,
                WithdrawnAt = post.WithdrawnAt,
                HasDraft = post.DraftSavedAt != null,
                Author = author,
                Categories = post.Categories.Select(c => new CategoryName(c.Name, c.Slug)).ToList(),
                Things = db
                    .Responses.Where(r => r.Post == post.Id && r.Confirmed)
                    .OrderBy(r => r.Position)
                    .Select(r => r.Thing)
                    .ToList(),
            }
        )
            .AsNoTracking()
            .AsSplitQuery()
            .SingleOrDefaultAsync(stop);
    }

    /// <summary>When a post that everybody could read was taken back; null for anything else.</summary>
    public async Task<DateTimeOffset?> TakenBack(
        string handle,
        string slug,
        CancellationToken stop
    ) =>
        await db
            .Posts.Where(p =>
                p.State == PostState.Withdrawn
                && p.Audience == Audience.Everyone
                && p.Slug == slug
                && db.Personas.Any(a => a.Id == p.Author && a.Handle == handle)
            )
            .Select(p => p.WithdrawnAt)
            .SingleOrDefaultAsync(stop);

    public async Task<Around> Around(PostView post, CancellationToken stop)
    {
        var listed = db.Posts.ListedFor(me.IsSignedIn);
        var previous = await Neighbours(
                listed
                    .Where(p => p.Author == post.Author.Id && p.WrittenAt < post.WrittenAt)
                    .OrderByDescending(p => p.WrittenAt)
                    .Take(1)
            )
            .SingleOrDefaultAsync(stop);
        if (post.Things.Count == 0)
        {
            return new Around(previous, null, []);
        }

        var thing = post.Things[0];
        var same = listed.Where(p =>
            p.Id != post.Id
            && db.Responses.Any(r => r.Post == p.Id && r.Thing == thing && r.Confirmed)
        );
        var next = await Neighbours(
                same.Where(p => p.ArrivedAt > post.ArrivedAt).OrderBy(p => p.ArrivedAt).Take(1)
            )
            .SingleOrDefaultAsync(stop);
        var others = await Neighbours(same.OrderByDescending(p => p.ArrivedAt).Take(4))
            .ToListAsync(stop);
        return new Around(
            previous,
            next,
            [.. others.Where(o => o.Address != next?.Address).Take(3)]
        );
    }

    private IQueryable<Neighbour> Neighbours(IQueryable<Post> posts) =>
        posts.Join(
            db.Personas,
            p => p.Author,
            a => a.Id,
            (p, a) => new Neighbour(p.Title, a.Handle, p.Slug!, a.Name)
        );
}

internal sealed record Around(
    Neighbour? Previous,
    Neighbour? Next,
    IReadOnlyList<Neighbour> Others
);
