using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Writing;

/// <summary>What will happen when a draft is published, in sentences: said to its writer before, not after.</summary>
internal sealed class Foresight(
    GlanceCache glance,
    Renderer renderer,
    SiteSettings site,
    TimeProvider clock
)
{
    public async Task<IReadOnlyList<string>> Of(Draft draft, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var lines = draft
            .Things.Select(course.Thing)
            .OfType<ThingGlance>()
            .Select(thing =>
                course.IsOpen(thing, clock.GetUtcNow())
                    ? $"Thing {thing.Number} on your strip is filled in."
                    : $"Thing {thing.Number} is not open yet: until then this stays a draft."
            )
            .Append(Readers(draft.Audience));
        return
        [
            .. draft.Audience is Audience.Everyone ? lines.Append(await Sites(draft, stop)) : lines,
        ];
    }

    private static string Readers(Audience audience) =>
        audience switch
        {
            Audience.Everyone => "Everyone can read it, and it goes into the feeds.",
            Audience.Course =>
                "People on the course can read it. It is in no feed and no search engine.",
            _ => "Nobody but you can read it.",
        };

    private async Task<string> Sites(Draft draft, CancellationToken stop)
    {
        var links = await Linked(draft.Text, stop) + draft.Trackbacks.Count;
        return links == 0
            ? "Sites you link to are told. No links so far."
            : $"Sites you link to are told: {Say.Count(links, "link")} so far.";
    }

    private async Task<int> Linked(string markdown, CancellationToken stop)
    {
        try
        {
            var rendered = await renderer.Post(markdown, null, stop);
            return rendered.Links.Count(l => l.Authority != site.Base.Authority);
        }
        catch (TooDeepException)
        {
            // Said when it is published; here it only means that nothing can be foreseen.
            return 0;
        }
    }
}
