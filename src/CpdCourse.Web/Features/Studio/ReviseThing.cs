using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Markup;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Studio;

/// <summary>Takes an organiser's text into a Thing: looks up categories, renders, asks the Thing, saves.</summary>
internal sealed class ReviseThing(
    CourseDb db,
    Renderer renderer,
    CurrentPersona me,
    SecurityLog events,
    TimeProvider clock
)
{
    public async Task<Outcome> With(Thing thing, ThingInput input, CancellationToken stop)
    {
        if (input.Problem() is { } problem)
        {
            return problem;
        }

        try
        {
            var outcome = thing.Revise(
                await TextOf(thing.Number, input, stop),
                input.Version,
                clock.GetUtcNow()
            );
            if (outcome.IsDone)
            {
                await db.SaveChangesAsync(stop);
                events.ThingRevised(me.Handle, thing.Number);
            }

            return outcome;
        }
        catch (TooDeepException tooDeep)
        {
            return Refusals.TooDeep(tooDeep.Message) with { Field = "Introduction" };
        }
        catch (Exception clash) when (clash.IsSomebodyElses())
        {
            // Somebody saved it, or a category of that name, in the same moment.
            return Refusals.ChangedMeanwhile;
        }
    }

    private async Task<ThingText> TextOf(int number, ThingInput input, CancellationToken stop) =>
        new()
        {
            Title = input.Title ?? "",
            Summary = input.Summary ?? "",
            Introduction = input.IntroductionText,
            Rendered = (await renderer.Post(input.IntroductionText, number, stop)).Kept(),
            Minutes = input.MinutesNumber,
            Categories = await Categories(input.Wanted, stop),
            Prompts = input.PromptLines,
            Authors = input.AuthorLines,
            Actions = input.ActionLines,
            Resources = input.ResourceLines,
        };

    private async Task<List<Category>> Categories(
        IReadOnlyList<Category> wanted,
        CancellationToken stop
    )
    {
        var slugs = wanted.Select(c => c.Slug).ToList();
        var known = await db
            .Categories.Where(c => slugs.Contains(c.Slug))
            .ToDictionaryAsync(c => c.Slug, StringComparer.Ordinal, stop);
        return [.. wanted.Select(c => known.GetValueOrDefault(c.Slug, c))];
    }
}

internal static class EditableThings
{
    /// <summary>With all that revising it touches.</summary>
    public static IQueryable<Thing> Editable(this IQueryable<Thing> things) =>
        things.Include(t => t.Prompts).Include(t => t.Categories).AsSplitQuery();
}
