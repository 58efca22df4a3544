using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Studio;

/// <summary>Something that wants an organiser today, and where to do it.</summary>
internal sealed record Want(string What, string Detail, string Action, string Address);

[Authorize(Policy = Policies.Moderator)]
internal sealed class OverviewPage(
    Figures figures,
    GlanceCache glance,
    CurrentPersona me,
    MailFolder folder,
    TimeProvider clock
) : PageModel
{
    private static readonly string[] Small =
    [
        "No",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
    ];

    public Glance Course { get; private set; } = null!;

    public Numbers Numbers { get; private set; } = null!;

    public Heard Heard { get; private set; } = new(0, 0);

    public int Responses { get; private set; }

    public ResponseChart Chart { get; private set; } = null!;

    public IReadOnlyList<Want> Wants { get; private set; } = [];

    public IReadOnlyList<TimetableRow> Weeks { get; private set; } = [];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public TimeZoneInfo Zone => Course.Run?.Zone ?? TimeZoneInfo.Utc;

    public string Greeting =>
        TimeZoneInfo.ConvertTime(Now, Zone).Hour switch
        {
            >= 5 and < 12 => "Good morning",
            >= 12 and < 18 => "Good afternoon",
            _ => "Good evening",
        };

    public string Eyebrow =>
        Course.Run is not { } run ? "Studio"
        : run.WeekAt(Now) is { } week
            ? $"Studio · {run.Name}, week {week.Number} of {run.Weeks.Count}"
        : run.Today(Now) < run.StartsOn
            ? $"Studio · {run.Name}, begins {Say.ShortDay(run.StartsOn, run.Today(Now))}"
        : $"Studio · {run.Name}, finished";

    public string WantsHeading =>
        Wants.Count switch
        {
            0 => "Nothing wants you",
            1 => "One thing wants you today",
            < 10 => $"{Small[Wants.Count]} things want you today",
            _ => $"{Wants.Count} things want you today",
        };

    public async Task OnGetAsync(CancellationToken stop)
    {
        Course = await glance.Get(stop);
        Numbers = await figures.Now(Course.Run, stop) ?? Nothing;
        Heard = await figures.HeardInTime(Course.Run, stop);
        var byThing = await figures.ByThing(Course.Run, stop);
        Responses = byThing.Values.Sum();
        Chart = ResponseChart.Of(Course, byThing, Now);
        Wants =
        [
            .. Conversation(),
            .. me.IsOrganiser ? [.. Letters(), .. EmptyThings()] : Array.Empty<Want>(),
        ];
        Weeks = Timetables.Next(Course, Now, weeks: 4);
    }

    private static Numbers Nothing =>
        new()
        {
            Comments = 0,
            FirstComment = null,
            Trackbacks = 0,
            Verified = 0,
            Reports = 0,
            Letters = 0,
            OtherJobs = 0,
            OnCourse = 0,
            Joined = 0,
            Writers = 0,
            Posts = 0,
            ResponsesThisWeek = 0,
        };

    private IEnumerable<Want> Conversation()
    {
        if (Numbers.Comments > 0)
        {
            var first = Numbers.FirstComment is { } at
                ? $"the first came {Say.When(at, Now, Zone)}"
                : "";
            yield return new Want(
                $"{Say.Count(Numbers.Comments, "comment")} to read",
                first,
                "Read the comments",
                "/studio/moderation?show=comments"
            );
        }

        if (Numbers.Trackbacks > 0)
        {
            yield return new Want(
                $"{Say.Count(Numbers.Trackbacks, "trackback")} to look at",
                $"{Say.Number(Numbers.Verified)} of them really link here",
                "Look at the trackbacks",
                "/studio/moderation?show=trackbacks"
            );
        }

        if (Numbers.Reports > 0)
        {
            yield return new Want(
                Say.Count(Numbers.Reports, "report"),
                "somebody asks you to look at something",
                "Read the reports",
                "/studio/moderation?show=reports"
            );
        }
    }

    private IEnumerable<Want> Letters()
    {
        if (folder.Waiting is > 0 and var waiting)
        {
            yield return new Want(
                "Mail is not set up",
                $"{Say.Count(waiting, "letter waits", "letters wait")} in the mail folder, and newcomers cannot confirm their addresses",
                "See how to set it up",
                "/studio/jobs#mail"
            );
        }

        if (Numbers.Letters > 0)
        {
            yield return new Want(
                $"{Say.Count(Numbers.Letters, "letter")} could not be sent",
                "try again once mail works, or drop them",
                "See the letters",
                "/studio/jobs"
            );
        }

        if (Numbers.OtherJobs > 0)
        {
            yield return new Want(
                $"{Say.Count(Numbers.OtherJobs, "job")} could not be done",
                "try again, or drop them",
                "See the jobs",
                "/studio/jobs"
            );
        }
    }

    private IEnumerable<Want> EmptyThings() =>
        Course
            .Things.Where(t =>
                t.Questions == 0
                && Course.Run?.Opening(t.Id) is { } opening
                && opening.OpensAt > Now
                && opening.OpensAt <= Now.AddDays(7)
            )
            .Select(t => new Want(
                $"Thing {t.Number} has no questions yet",
                $"it opens on {Timetables.Moment(Course.Run!.OpensAt(t.Id), Course.Run, Now)}",
                $"Finish Thing {t.Number}",
                $"/studio/things/{t.Number}"
            ));
}
