using CpdCourse.Data;
using CpdCourse.Domain.Courses;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Home;

/// <summary>The first page: for a visitor what this is, for a participant what happened and what is on.</summary>
internal sealed class IndexPage(
    CourseDb db,
    GlanceCache glance,
    CurrentPersona me,
    HomeLists lists,
    TimeProvider clock
) : PageModel
{
    public Glance Course { get; private set; } = null!;

    public DateTimeOffset Time { get; private set; }

    /// <summary>The Thing to begin with: this week's, else the one opened last.</summary>
    public ThingGlance? Now { get; private set; }

    public bool IsThisWeek { get; private set; }

    public int Answered { get; private set; }

    public Strip Strip { get; private set; } = null!;

    public PageOf<PostRow> List { get; private set; } = null!;

    public IReadOnlyList<Unheard> Waiting { get; private set; } = [];

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
        Answered = Now is null ? 0 : await lists.Answers(Now.Id, stop);
        List = await lists.Newest(stop);
        Waiting = await lists.Waiting(mine, stop);
        News = me.IsSignedIn ? await lists.News(mine, stop) : [];
    }

    public string ThingOf(Unheard post) =>
        post.Thing is { } id && Course.Thing(id) is { } thing ? $", Thing {thing.Number}" : "";

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
}
