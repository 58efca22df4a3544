using CpdCourse.Data;
using CpdCourse.Domain.People;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.People;

/// <summary>One's own page: all Things with what one wrote about each, drafts, and the next step.</summary>
[Authorize(Policy = Policies.Participant)]
internal sealed class MePage(CourseDb db, CurrentPersona me, GlanceCache glance, TimeProvider clock)
    : PageModel
{
    public MyCourse Mine { get; private set; } = MyCourse.Nothing;

    public string? Notice { get; private set; }

    public string Summary { get; private set; } = "";

    public string NextWords { get; private set; } = "";

    public string NextAddress { get; private set; } = "";

    public async Task OnGetAsync(string? said, CancellationToken stop)
    {
        Notice = said switch
        {
            "confirmed" =>
                "Your address is confirmed: you can publish. You are listed under People too; your profile says if you would rather not be.",
            "password" => "Your new password is saved, and you are signed in.",
            _ => null,
        };
        var now = clock.GetUtcNow();
        var course = await glance.Get(stop);
        Mine = await MyCourse.Read(db, course, await me.Mine(stop), now, stop);
        var answered = Mine.Things.Count(t => t.Square.State is SquareState.Answered);
        Summary =
            $"You have answered {Say.Count(answered, "Thing")}"
            + (
                Mine.Drafts.Count > 0
                    ? $", and {(Mine.Drafts.Count == 1 ? "a draft waits" : $"{Mine.Drafts.Count} drafts wait")} for you."
                    : "."
            );
        Offer(await PaceIn(course, stop));
    }

    /// <summary>With everyone: this week's, then the newest; at one's own pace: the first that is open. A draft in hand comes before either.</summary>
    private void Offer(Pace pace)
    {
        var open = Mine
            .Things.Select(t => t.Square)
            .Where(s => s.State is SquareState.Now or SquareState.Open)
            .ToList();
        var next =
            pace is Pace.WithEveryone
                ? open.FirstOrDefault(s => s.State is SquareState.Now) ?? open.LastOrDefault()
                : open.FirstOrDefault();
        (NextWords, NextAddress) =
            Mine.Drafts.Count > 0
                ? ($"Go on with “{Mine.Drafts[0].Title}”", Addresses.Write(Mine.Drafts[0].Number))
            : next is not null ? ($"Write about Thing {next.Number}", $"/write?thing={next.Number}")
            : ("Read what others wrote", "/responses");
    }

    private async Task<Pace> PaceIn(Glance course, CancellationToken stop) =>
        course.Run is { } run
            ? await db
                .Participants.Where(p => p.Account == me.Account && p.Run == run.Id)
                .Select(p => p.Pace)
                .SingleOrDefaultAsync(stop)
            : Pace.FromTheStart;
}
