using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Things;

/// <summary>The responses to a Thing, or to any: newest first, or those nobody has answered, or those from other blogs.</summary>
internal sealed class ResponseList(
    CourseDb db,
    CurrentPersona me,
    LimitsSettings limits,
    KeptReads kept
)
{
    public const string NoComments = "no-comments";
    public const string Elsewhere = "elsewhere";
    public const string Talked = "talked-about";

    public static IReadOnlyList<string> Filters { get; } = [NoComments, Elsewhere, Talked];

    /// <summary>Counts for the filters.</summary>
    public ValueTask<Counts> Count(ResponseFilter filter, CancellationToken stop) =>
        kept.Get(
            (
                nameof(ResponseList),
                me.IsSignedIn,
                filter.Thing?.Id,
                filter.Category?.Slug,
                filter.Run
            ),
            () => CountNow(filter, stop)
        );

    private async Task<Counts> CountNow(ResponseFilter filter, CancellationToken stop) =>
        await filter
            .Among(Listed, db)
            .GroupBy(_ => 1)
            .Select(all => new Counts(
                all.Count(),
                all.Count(p =>
                    !db.Comments.Any(c => c.Post == p.Id && c.State == Moderation.Shown)
                    && !db.Mentions.Any(m =>
                        m.Post == p.Id && m.State == Moderation.Shown && m.Kind == MentionKind.Reply
                    )
                ),
                all.Count(p => p.Origin == Origin.External)
            ))
            .SingleOrDefaultAsync(stop)
        ?? new Counts(0, 0, 0);

    /// <summary>One page of the list, the same for all who are signed in, or who are not.</summary>
    public ValueTask<PageOf<PostRow>> Page(
        ResponseFilter filter,
        string? before,
        int? size,
        CancellationToken stop
    ) =>
        kept.List(
            (
                (nameof(ResponseList), nameof(Page), me.IsSignedIn),
                (filter.Name, filter.Thing?.Id, filter.Category?.Slug, filter.Run),
                (Cursor.Read(before), size)
            ),
            () => PageNow(filter, before, size, stop)
        );

    private Task<PageOf<PostRow>> PageNow(
        ResponseFilter filter,
        string? before,
        int? size,
        CancellationToken stop
    )
    {
        if (filter.Name == Talked)
        {
            return MostTalked(filter.Among(Listed, db), stop);
        }

        var posts = filter.Beside(Listed, db);
        posts = filter.Name switch
        {
            NoComments => posts.Unheard(db),
            Elsewhere => posts.Where(p => p.Origin == Origin.External),
            _ => posts,
        };
        return filter.Thing is { Id: var thing }
            ? posts.NewestFirst(db, thing, before, size ?? limits.PageSize, stop)
            : posts.NewestFirst(db, before, size ?? limits.PageSize, stop);
    }

    private IQueryable<Post> Listed => db.Posts.ListedFor(me.IsSignedIn);

    // Live talk first: the posts with the newest comments, one page of them.
    private async Task<PageOf<PostRow>> MostTalked(IQueryable<Post> posts, CancellationToken stop)
    {
        var talks = await posts
            .Select(p => new
            {
                p.Id,
                p.Number,
                Last = db
                    .Comments.Where(c => c.Post == p.Id && c.State == Moderation.Shown)
                    .Max(c => (DateTimeOffset?)c.WrittenAt),
            })
            .Where(talk => talk.Last != null)
            .OrderByDescending(talk => talk.Last)
            .Take(limits.PageSize)
            .ToListAsync(stop);
        var ids = talks.Select(talk => talk.Id).ToList();
        var numbers = talks.Select(talk => talk.Number).ToList();
        var rows = await db
            .Posts.Where(p => ids.Contains(p.Id))
            .Rows(db)
            .AsNoTracking()
            .ToListAsync(stop);
        return new PageOf<PostRow>([.. rows.OrderBy(r => numbers.IndexOf(r.Number))], null);
    }

    internal sealed record Counts(int All, int NoComments, int Elsewhere);
}
