using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Home;

/// <summary>The first page: for a visitor what this is, for a participant what happened and what is on.</summary>
internal sealed class IndexPage(
    CourseDb db,
    GlanceCache glance,
    CurrentPersona me,
    KeptReads kept,
    TimeProvider clock
) : PageModel
{
    private const int Newest = 6;

    public Glance Course { get; private set; } = null!;

    public DateTimeOffset Time { get; private set; }

    /// <summary>The Thing to begin with: this week's, else the one opened last.</summary>
    public ThingGlance? Now { get; private set; }

    public bool IsThisWeek { get; private set; }

    public int Answered { get; private set; }

    public Strip Strip { get; private set; } = null!;

    public IReadOnlyList<PostRow> Rows { get; private set; } = [];

    public IReadOnlyList<PostRow> Waiting { get; private set; } = [];

    public IReadOnlyList<NewComment> News { get; private set; } = [];

    public string FirstName => Say.FirstName(me.Name);

    public async Task OnGetAsync(CancellationToken stop)
    {
        Time = clock.GetUtcNow();
        Course = await glance.Get(stop);
        Now = Course.Newest(Time);
        IsThisWeek = Now is not null && Course.ThisWeek(Time).Contains(Now);
        var mine = await me.Mine(stop);
        Strip = me.IsSignedIn
            ? await Strips.Mine(db, Course, mine, Time, stop)
            : Strips.OfCourse(Course, Time);
        var listed = db.Posts.ListedFor(me.IsSignedIn);
        Answered = Now is null
            ? 0
            : await kept.Get(
                (nameof(Answered), me.IsSignedIn, Now.Id),
                () => db.Responses.To(Now.Id).CountAsync(r => listed.Any(p => p.Id == r.Post), stop)
            );
        Rows = (await listed.NewestFirst(db, null, Newest, stop)).Rows;
        Waiting = await WaitingFor(listed.Where(p => !mine.Contains(p.Author)), stop);
        News = me.IsSignedIn ? await NewsFor(mine, stop) : [];
    }

    public string ThingOf(PostRow row) =>
        row.Things.Count > 0 && Course.Thing(row.Things[0]) is { } thing
            ? $", Thing {thing.Number}"
            : "";

    public string? Eyebrow =>
        Course.Run is { } run
            ? run.WeekAt(Time) is { } week
                ? $"{run.Name} · week {week.Number} of {run.Weeks.Count}{(me.IsSignedIn ? "" : " · join any time")}"
                : run.Today(Time) < run.StartsOn
                    ? $"{run.Name} · begins {Say.Day(run.StartsOn, run.Today(Time))}"
                    : $"{run.Name} · all Things are open"
            : "At your own pace";

    public string PanelEyebrow
    {
        get
        {
            var opened =
                Now is not null && Course.Run?.Opening(Now.Id) is { } opening
                    ? $" · opened {Say.Day(Course.Run.Day(opening.OpensAt), Course.Run.Today(Time))}"
                    : "";
            return IsThisWeek ? "This week" + opened
                : Course.Run is null ? "Begin here"
                : "Opened last";
        }
    }

    public string Greeting =>
        News.Count > 0 ? "Somebody has read you:"
        : Strip.Answered > 0
            ? "Good to see you. Here is what is on, and what others have written since."
        : "Start anywhere: with everyone at this week’s Thing, from Thing 1, or where your fancy takes you.";

    public string Standing
    {
        get
        {
            var parts = new List<string> { $"{Say.Number(Strip.Answered)} answered" };
            if (Strip.Drafts > 0)
            {
                parts.Add($"{Say.Count(Strip.Drafts, "draft")} in hand");
            }

            if (Strip.Open > 0)
            {
                parts.Add($"{Say.Number(Strip.Open)} open");
            }

            return $"{string.Join(", ", parts)}. The rest can wait.";
        }
    }

    public string? NextOpens =>
        Course.Next(Time) is { } next && Course.Run is { } run
            ? $"The next one, Thing {next.Number}, opens on {Say.ShortDay(run.Day(run.OpensAt(next.Id)), run.Today(Time))}."
            : null;

    public (string Title, string Text)? Notice
    {
        get
        {
            var week = Course.Run?.WeekAt(Time);
            return week is null ? null
                : week.Kind is WeekKind.CatchUp
                    ? (
                        "This is a catch-up week.",
                        "Nothing new opens. Read, comment, or do nothing at all."
                    )
                : Course.Run!.Week(week.Number + 1)?.Kind is WeekKind.CatchUp
                    ? ("Next week is a catch-up week.", "Nothing new opens.")
                : null;
        }
    }

    // Of the newest dozen without an answer, those that have waited longest.
    private async Task<IReadOnlyList<PostRow>> WaitingFor(
        IQueryable<Post> listed,
        CancellationToken stop
    ) =>
        await listed
            .Where(p => p.Origin == Origin.Here)
            .Unheard(db)
            .OrderByDescending(p => p.ArrivedAt)
            .Take(12)
            .OrderBy(p => p.ArrivedAt)
            .Take(3)
            .Rows(db)
            .AsNoTracking()
            .ToListAsync(stop);

    private async Task<IReadOnlyList<NewComment>> NewsFor(
        IReadOnlyList<Id<Domain.People.Persona>> mine,
        CancellationToken stop
    )
    {
        var since = Time.AddDays(-14);
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

    internal sealed record NewComment(string Who, string Title, string Address, DateTimeOffset At);
}
