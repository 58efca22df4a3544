using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Things;

/// <summary>The responses to a Thing, or to any: newest first, or those nobody has answered, or those from other blogs.</summary>
internal sealed class ResponseList(CourseDb db, CurrentPersona me, LimitsSettings limits)
{
    public const string NoComments = "no-comments";
    public const string Elsewhere = "elsewhere";
    public const string Talked = "talked-about";

    public static IReadOnlyList<string> Filters { get; } = [NoComments, Elsewhere, Talked];

    /// <summary>Counts for the filters, in one query.</summary>
    public async Task<Counts> Count(Which which, CancellationToken stop) =>
        await Of(which)
            .GroupBy(_ => 1)
            .Select(all => new Counts(
                all.Count(),
                all.Count(p =>
                    !db.Comments.Any(c => c.Post == p.Id && c.State == Moderation.Shown)
                ),
                all.Count(p => p.Origin == Origin.External)
            ))
            .SingleOrDefaultAsync(stop)
        ?? new Counts(0, 0, 0);

    public Task<PostPageOf> Page(Which which, string? before, int? size, CancellationToken stop)
    {
        var posts = Of(which);
        posts = which.Filter switch
        {
            NoComments => posts.Where(p =>
                !db.Comments.Any(c => c.Post == p.Id && c.State == Moderation.Shown)
            ),
            Elsewhere => posts.Where(p => p.Origin == Origin.External),
            _ => posts,
        };
        return which.Filter == Talked
            ? MostTalked(posts, stop)
            : posts.NewestFirst(db, before, size ?? limits.PageSize, stop);
    }

    private IQueryable<Post> Of(Which which) => which.Among(db.Posts.ListedFor(me.IsSignedIn), db);

    // Live talk first: the posts with the newest comments, one page of them.
    private async Task<PostPageOf> MostTalked(IQueryable<Post> posts, CancellationToken stop)
    {
        var ids = await db
            .Comments.Where(c => c.State == Moderation.Shown && posts.Any(p => p.Id == c.Post))
            .GroupBy(c => c.Post)
            .Select(talk => new { Post = talk.Key, Last = talk.Max(c => c.WrittenAt) })
            .OrderByDescending(talk => talk.Last)
            .Take(limits.PageSize)
            .Select(talk => talk.Post)
            .ToListAsync(stop);
        var found = await posts
            .Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, p.Number })
            .AsNoTracking()
            .ToListAsync(stop);
        var order = found.ToDictionary(p => p.Number, p => ids.IndexOf(p.Id));
        var rows = await posts
            .Where(p => ids.Contains(p.Id))
            .Rows(db)
            .AsNoTracking()
            .ToListAsync(stop);
        return new PostPageOf([.. rows.OrderBy(r => order[r.Number])], null);
    }

    internal sealed record Counts(int All, int NoComments, int Elsewhere);
}
