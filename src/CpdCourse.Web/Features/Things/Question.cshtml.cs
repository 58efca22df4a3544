using CpdCourse.Domain.Courses;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Things;

/// <summary>One question and everybody's answers to it, read across people.</summary>
internal sealed class QuestionPage(
    GlanceCache glance,
    ReadThing things,
    AnswerList answers,
    TimeProvider clock
) : PageModel
{
    public Glance Course { get; private set; } = null!;

    public ThingGlance Thing { get; private set; } = null!;

    public Prompt Prompt { get; private set; } = null!;

    public IReadOnlyList<Prompt> Prompts { get; private set; } = [];

    public int Total { get; private set; }

    public IReadOnlyList<AnswerRow> Rows { get; private set; } = [];

    public string? Older { get; private set; }

    public async Task<IActionResult> OnGetAsync(
        int number,
        int prompt,
        string? before,
        CancellationToken stop
    )
    {
        Course = await glance.Get(stop);
        if (Course.Thing(number) is not { } thing || !Course.IsOpen(thing, clock.GetUtcNow()))
        {
            return NotFound();
        }

        Thing = thing;
        Prompts = (await things.Whole(thing.Id, stop)).Prompts;
        if (Prompts.SingleOrDefault(p => p.Number == prompt) is not { } asked)
        {
            return Redirect(Addresses.Thing(number));
        }

        Prompt = asked;
        Total = (await things.CountAnswers(thing.Id, stop)).GetValueOrDefault(prompt);
        (Rows, Older) = await answers.Page(thing, prompt, before, stop);
        return Page();
    }
}
