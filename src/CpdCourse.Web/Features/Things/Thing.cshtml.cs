using CpdCourse.Domain.Courses;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Things;

/// <summary>One Thing: introduction, prompts with their answers counted, what to do, the newest responses.</summary>
internal sealed class ThingPage(
    GlanceCache glance,
    ReadThing things,
    ResponseList responses,
    MentionList mentions,
    TimeProvider clock
) : PageModel
{
    private const int Newest = 8;

    public Glance Course { get; private set; } = null!;

    public ThingGlance Glance { get; private set; } = null!;

    public Thing Thing { get; private set; } = null!;

    public bool IsOpen { get; private set; }

    public bool IsNow { get; private set; }

    public string? When { get; private set; }

    public IReadOnlyDictionary<int, int> Answers { get; private set; } = new Dictionary<int, int>();

    public ResponseList.Counts Counts { get; private set; } = new(0, 0, 0);

    public Filters Filters { get; private set; } = null!;

    public MentionsView Mentions { get; private set; } = null!;

    public PageOf<PostRow> List { get; private set; } = new([], null);

    public ThingGlance? Previous { get; private set; }

    public ThingGlance? Next { get; private set; }

    public string NextOpens { get; private set; } = "";

    /// <summary>Null for a visitor.</summary>
    public MyThing? Mine { get; private set; }

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        Course = await glance.Get(stop);
        if (Course.Thing(number) is not { } known)
        {
            return NotFound();
        }

        Glance = known;
        Thing = await things.Whole(known.Id, stop);
        Previous = Course.Thing(number - 1);
        Next = Course.Thing(number + 1);
        IsOpen = Course.IsOpen(known, now);
        IsNow = Course.ThisWeek(now).Contains(known);
        SayWhen(now);
        if (IsOpen)
        {
            Answers = await things.CountAnswers(known.Id, stop);
            Mentions = await mentions.OfThing(known.Id, number, known.Title, IsOpen, stop);
            var filter = new ResponseFilter { Thing = known };
            Counts = await responses.Count(filter, stop);
            Filters = new Filters(Addresses.ResponsesTo(number), filter, Counts);
            List = await responses.Page(filter, null, Newest, stop);
        }

        Mine = await things.Mine(Course, known, stop);
        return Page();
    }

    private void SayWhen(DateTimeOffset now)
    {
        if (Course.Run is not { } run)
        {
            return;
        }

        When = run.Opening(Glance.Id) is { } opening
            ? $"{(IsOpen ? "Opened" : "Opens")} {Say.ShortDay(run.Day(opening.OpensAt), run.Today(now))}"
            : null;
        NextOpens =
            Next is not null && run.Opening(Next.Id) is { } next && next.OpensAt > now
                ? $", opens {Say.ShortDay(run.Day(next.OpensAt), run.Today(now))}"
                : "";
    }
}
