using CpdCourse.Data;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Writing;

/// <summary>What will happen when a draft is published.</summary>
/// <param name="Lines">In sentences.</param>
/// <param name="Sites">The pages elsewhere that it links to and that nothing is noted of yet, and whether they are told once everybody can read it.</param>
internal sealed record Foreseen(
    IReadOnlyList<string> Lines,
    IReadOnlyList<(string Address, bool IsTold)> Sites
)
{
    public static Foreseen Nothing { get; } = new([], []);
}

/// <summary>Says to a writer what publishing will do: before, not after.</summary>
internal sealed class Foresight(
    CourseDb db,
    GlanceCache glance,
    Renderer renderer,
    SiteSettings site,
    TimeProvider clock
)
{
    /// <param name="draft">What was typed.</param>
    /// <param name="post">The number of the post, when it has one already.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Foreseen> Of(Draft draft, int? post, CancellationToken stop)
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
        var links = await Linked(draft.Text, stop);
        if (draft.Audience is Audience.Everyone)
        {
            lines = lines.Append(
                Sites(links.Except(draft.Untold).Count() + draft.Trackbacks.Count)
            );
        }

        return new Foreseen([.. lines], await NotNoted(links, draft, post, stop));
    }

    private async Task<IReadOnlyList<(string Address, bool IsTold)>> NotNoted(
        List<string> links,
        Draft draft,
        int? post,
        CancellationToken stop
    )
    {
        if (links.Count == 0)
        {
            return [];
        }

        var known = await db
            .OutgoingLinks.Where(l => db.Posts.Any(p => p.Id == l.Post && p.Number == post))
            .Select(l => l.Target)
            .ToListAsync(stop);
        return
        [
            .. links
                .ExceptBy(
                    known.Select(OutgoingLink.Page),
                    OutgoingLink.Page,
                    StringComparer.Ordinal
                )
                .Select(l => (l, !draft.Untold.Contains(l, StringComparer.Ordinal))),
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

    private static string Sites(int links) =>
        links == 0
            ? "Sites you link to are told. No links so far."
            : $"Sites you link to are told: {Say.Count(links, "link")} so far.";

    private async Task<List<string>> Linked(string markdown, CancellationToken stop)
    {
        try
        {
            var rendered = await renderer.Post(markdown, null, stop);
            return [.. Elsewhere.Of(rendered.Links, site.Base).Take(OutgoingLink.PostLimit)];
        }
        catch (TooDeepException)
        {
            // Said when it is published; here it only means that nothing can be foreseen.
            return [];
        }
    }
}
