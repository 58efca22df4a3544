using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Shared;

/// <summary>A post as it stands in a list.</summary>
internal sealed record PostRow
{
    public required int Number { get; init; }
    public required string Title { get; init; }
    public required string Slug { get; init; }
    public required string Handle { get; init; }
    public required string Author { get; init; }
    public required int Colour { get; init; }
    public required string Excerpt { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    public required DateTimeOffset ArrivedAt { get; init; }
    public required string? SourceUrl { get; init; }
    public required Audience Audience { get; init; }
    public required int Comments { get; init; }
    public required int Mentions { get; init; }
    public required IReadOnlyList<Id<Thing>> Things { get; init; }

    public string Address => Addresses.Post(Handle, Slug);

    /// <summary>About how many bytes it takes in memory.</summary>
    public int Size => OfRow + (sizeof(char) * (Title.Length + Excerpt.Length));

    public string? SourceHost => SourceUrl is null ? null : new Uri(SourceUrl).Host;

    private const int OfRow = 500;
}

/// <summary>
/// Lists of posts go by arrival, newest first, and page by key: the cursor names the last row seen, so that page 400 costs what page 1 costs.
/// </summary>
internal static class PostRows
{
    public static IQueryable<PostRow> Rows(this IQueryable<Post> posts, CourseDb db) =>
        from post in posts
        join persona in db.Personas on post.Author equals persona.Id
        select new PostRow
        {
            Number = post.Number,
            Title = post.Title,
            Slug = post.Slug!,
            Handle = persona.Handle,
            Author = persona.Name,
            Colour = persona.Colour,
            Excerpt = post.Rendered.Excerpt,
            WrittenAt = post.WrittenAt,
            ArrivedAt = post.ArrivedAt,
            SourceUrl = post.SourceUrl,
            Audience = post.Audience,
            Comments =
                db.Comments.Count(c => c.Post == post.Id && c.State == Moderation.Shown)
                + db.Mentions.Count(m =>
                    m.Post == post.Id && m.State == Moderation.Shown && m.Kind == MentionKind.Reply
                ),
            Mentions = db.Mentions.Count(m =>
                m.Post == post.Id && m.State == Moderation.Shown && m.Kind != MentionKind.Reply
            ),
            Things = db
                .Responses.Where(r => r.Post == post.Id && r.Confirmed)
                .OrderBy(r => r.Position)
                .Select(r => r.Thing)
                .ToList(),
        };

    /// <summary>Those to which nobody has answered, here or on a site of their own.</summary>
    public static IQueryable<Post> Unheard(this IQueryable<Post> posts, CourseDb db) =>
        posts.Where(p =>
            !db.Comments.Any(c => c.Post == p.Id && c.State == Moderation.Shown)
            && !db.Mentions.Any(m =>
                m.Post == p.Id && m.State == Moderation.Shown && m.Kind == MentionKind.Reply
            )
        );

    /// <summary>One page in one query.</summary>
    public static async Task<PageOf<PostRow>> NewestFirst(
        this IQueryable<Post> posts,
        CourseDb db,
        string? before,
        int size,
        CancellationToken stop
    )
    {
        if (Cursor.Read(before) is { } cursor)
        {
            posts = posts.Where(p =>
                p.ArrivedAt <= cursor.At && (p.ArrivedAt < cursor.At || p.Number < cursor.Number)
            );
        }

        return await posts
            .OrderByDescending(p => p.ArrivedAt)
            .ThenByDescending(p => p.Number)
            .Page(db, size, stop);
    }

    /// <summary>The same of those that answer a Thing: reached by their responses, so that an early Thing costs what the newest costs.</summary>
    public static async Task<PageOf<PostRow>> NewestFirst(
        this IQueryable<Post> posts,
        CourseDb db,
        Id<Thing> thing,
        string? before,
        int size,
        CancellationToken stop
    )
    {
        (var responses, posts) = Behind(before, db.Responses.To(thing), posts);
        return await responses
            .Join(posts, r => r.Post, p => p.Id, (r, p) => new { r.ArrivedAt, Post = p })
            .OrderByDescending(both => both.ArrivedAt)
            .ThenByDescending(both => both.Post.Number)
            .Select(both => both.Post)
            .Page(db, size, stop);
    }

    /// <summary>A page of a list that is the same for all who may see it.</summary>
    /// <param name="kept">Where it is kept.</param>
    /// <param name="key">Names the list, the page, and who may see it.</param>
    /// <param name="read">Asks the database.</param>
    public static ValueTask<PageOf<PostRow>> List(
        this KeptReads kept,
        object key,
        Func<Task<PageOf<PostRow>>> read
    ) =>
        kept.Get(
            key,
            async () => (await read()).Named(),
            size: page => page.Rows.Sum(row => row.Size)
        );

    /// <summary>What answers a Thing, as far as that is settled.</summary>
    public static IQueryable<Response> To(this IQueryable<Response> responses, Id<Thing> thing) =>
        responses.Where(r => r.Thing == thing && r.Confirmed);

    /// <summary>What comes behind the last row seen: responses have the moment in their index, and the number of the post decides within it.</summary>
    public static (IQueryable<Response> Responses, IQueryable<Post> Posts) Behind(
        string? before,
        IQueryable<Response> responses,
        IQueryable<Post> posts
    ) =>
        Cursor.Read(before) is { } cursor
            ? (
                responses.Where(r => r.ArrivedAt <= cursor.At),
                posts.Where(p => p.ArrivedAt < cursor.At || p.Number < cursor.Number)
            )
            : (responses, posts);

    private static async Task<PageOf<PostRow>> Page(
        this IQueryable<Post> ordered,
        CourseDb db,
        int size,
        CancellationToken stop
    )
    {
        var rows = await ordered
            .Take(size + 1)
            .Rows(db)
            .OrderByDescending(r => r.ArrivedAt)
            .ThenByDescending(r => r.Number)
            .AsNoTracking()
            .ToListAsync(stop);
        return Cursor.Cut(rows, size, r => (r.ArrivedAt, r.Number));
    }
}
