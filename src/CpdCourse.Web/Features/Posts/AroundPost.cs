using CpdCourse.Data;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Posts;

/// <summary>A neighbour of a post: for previous, next, and others on the same question.</summary>
internal sealed record Neighbour(string Title, string Handle, string Slug, string Author)
{
    public string Address => Addresses.Post(Handle, Slug);
}

/// <summary>What stands beside a post.</summary>
internal sealed record Around(
    Neighbour? Previous,
    Neighbour? Next,
    IReadOnlyList<Neighbour> Others
);

/// <summary>Finds what stands beside a post: its neighbours, its author's strip, and after publishing one that nobody has answered yet.</summary>
internal sealed class AroundPost(
    CourseDb db,
    GlanceCache glance,
    CurrentPersona me,
    KeptReads kept,
    TimeProvider clock
)
{
    public ValueTask<Around> Of(PostView post, CancellationToken stop) =>
        kept.Get(("around", post.Id, me.IsSignedIn), () => Read(post, stop), _ => post.Id);

    private async Task<Around> Read(PostView post, CancellationToken stop)
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
        var same = db.Responses.To(thing).Where(r => r.Post != post.Id);
        var next = await Neighbours(
                Posts(same.Where(r => r.ArrivedAt > post.ArrivedAt))
                    .OrderBy(p => p.ArrivedAt)
                    .ThenBy(p => p.Post.Number)
                    .Select(p => p.Post)
                    .Take(1)
            )
            .SingleOrDefaultAsync(stop);
        var others = await Neighbours(
                Posts(same)
                    .OrderByDescending(p => p.ArrivedAt)
                    .ThenByDescending(p => p.Post.Number)
                    .Select(p => p.Post)
                    .Take(4)
            )
            .ToListAsync(stop);
        return new Around(
            previous,
            next,
            [.. others.Where(o => o.Address != next?.Address).Take(3)]
        );
    }

    // In the order of the responses, which an index keeps: the posts of one Thing lie scattered among all.
    private IQueryable<Arrived> Posts(IQueryable<Response> responses) =>
        responses.Join(
            db.Posts.ListedFor(me.IsSignedIn),
            r => r.Post,
            p => p.Id,
            (r, p) => new Arrived { ArrivedAt = r.ArrivedAt, Post = p }
        );

    private sealed record Arrived
    {
        public required DateTimeOffset ArrivedAt { get; init; }
        public required Post Post { get; init; }
    }

    private IQueryable<Neighbour> Neighbours(IQueryable<Post> posts) =>
        posts.Join(
            db.Personas,
            p => p.Author,
            a => a.Id,
            (p, a) => new Neighbour(p.Title, a.Handle, p.Slug!, a.Name)
        );

    /// <summary>"Monday 6 April", in the run's zone.</summary>
    public string Day(Glance course, DateTimeOffset moment) =>
        Say.Day(course.Day(moment), course.Day(clock.GetUtcNow()));

    /// <summary>The author's squares; null when they are hidden.</summary>
    public async Task<Strip?> Strip(PostView post, CancellationToken stop) =>
        post.Author.ShowsStrip
            ? await kept.Get(
                ("strip", post.Author.Id, me.IsSignedIn),
                async () =>
                    await Strips.OfPersona(
                        db,
                        await glance.Get(stop),
                        post.Author,
                        me.IsSignedIn,
                        clock.GetUtcNow(),
                        stop
                    ),
                _ => KeptReads.NoPost
            )
            : null;

    /// <summary>The newest post by somebody else that has no comment.</summary>
    public async Task<PostRow?> Unheard(CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        return await db
            .Posts.ListedFor(onCourse: true)
            .Where(p => !mine.Contains(p.Author) && p.Origin == Origin.Here)
            .Unheard(db)
            .OrderByDescending(p => p.ArrivedAt)
            .Take(1)
            .Rows(db)
            .AsNoTracking()
            .FirstOrDefaultAsync(stop);
    }
}
