using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Home;

/// <summary>A post that nobody has answered.</summary>
internal sealed record Unheard(
    Id<Persona> By,
    string Author,
    string Handle,
    string Title,
    string Slug,
    DateTimeOffset ArrivedAt,
    Id<Thing>? Thing
)
{
    public string Address => Addresses.Post(Handle, Slug);
}

internal sealed record NewComment(string Who, string Title, string Address, DateTimeOffset At);

/// <summary>What the first page lists: what is new, what waits for a reader, who has answered one.</summary>
internal sealed class HomeLists(CourseDb db, CurrentPersona me, KeptReads kept, TimeProvider clock)
{
    private const int Size = 6;

    // Enough that a dozen are left without one’s own.
    private const int MostWaiting = 40;

    private IQueryable<Post> Listed => db.Posts.ListedFor(me.IsSignedIn);

    /// <summary>How many responses a Thing has.</summary>
    public ValueTask<int> Answers(Id<Thing> thing, CancellationToken stop)
    {
        var listed = Listed;
        return kept.Get(
            (nameof(Answers), me.IsSignedIn, thing),
            () => db.Responses.To(thing).CountAsync(r => listed.Any(p => p.Id == r.Post), stop)
        );
    }

    public ValueTask<PageOf<PostRow>> Newest(CancellationToken stop) =>
        kept.List((nameof(Newest), me.IsSignedIn), () => Listed.NewestFirst(db, null, Size, stop));

    /// <summary>Of the newest dozen of others without an answer, those that have waited longest.</summary>
    public async Task<IReadOnlyList<Unheard>> Waiting(
        IReadOnlyList<Id<Persona>> mine,
        CancellationToken stop
    )
    {
        var newest = await kept.Get(
            (nameof(Waiting), me.IsSignedIn),
            () =>
                Listed
                    .Where(p => p.Origin == Origin.Here)
                    .Unheard(db)
                    .OrderByDescending(p => p.ArrivedAt)
                    .Take(MostWaiting)
                    .Join(
                        db.Personas,
                        p => p.Author,
                        a => a.Id,
                        (p, a) =>
                            new Unheard(
                                a.Id,
                                a.Name,
                                a.Handle,
                                p.Title,
                                p.Slug!,
                                p.ArrivedAt,
                                db.Responses.Where(r => r.Post == p.Id && r.Confirmed)
                                    .OrderBy(r => r.Position)
                                    .Select(r => (Id<Thing>?)r.Thing)
                                    .FirstOrDefault()
                            )
                    )
                    .ToListAsync(stop)
        );
        return
        [
            .. newest
                .Where(p => !mine.Contains(p.By))
                .OrderByDescending(p => p.ArrivedAt)
                .Take(12)
                .Reverse()
                .Take(3),
        ];
    }

    /// <summary>What others have said lately under one's own posts.</summary>
    public ValueTask<IReadOnlyList<NewComment>> News(
        IReadOnlyList<Id<Persona>> mine,
        CancellationToken stop
    ) => kept.Get((nameof(News), me.Account), () => NewsNow(mine, stop));

    private async Task<IReadOnlyList<NewComment>> NewsNow(
        IReadOnlyList<Id<Persona>> mine,
        CancellationToken stop
    )
    {
        var since = clock.GetUtcNow().AddDays(-14);
        var rows = await (
            from post in db.Posts
            where mine.Contains(post.Author) && post.State == PostState.Published
            join comment in db.Comments on post.Id equals comment.Post
            where comment.State == Moderation.Shown && comment.WrittenAt > since
            where comment.Author == null || !mine.Contains(comment.Author.Value)
            join author in db.Personas on post.Author equals author.Id
            join writer in db.Personas on comment.Author equals writer.Id into writers
            from writer in writers.DefaultIfEmpty()
            orderby comment.WrittenAt descending
            select new
            {
                Who = writer == null ? comment.VisitorName : writer.Name,
                post.Title,
                author.Handle,
                Slug = post.Slug!,
                comment.Number,
                comment.WrittenAt,
            }
        )
            .Take(3)
            .ToListAsync(stop);
        return
        [
            .. rows.Select(r => new NewComment(
                r.Who,
                r.Title,
                Addresses.Comment(r.Handle, r.Slug, r.Number),
                r.WrittenAt
            )),
        ];
    }
}
