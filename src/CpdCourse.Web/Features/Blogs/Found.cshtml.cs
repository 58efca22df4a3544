using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Recognising;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>A Thing that the post may answer.</summary>
internal sealed record Choice(int Number, string Title, string Why, bool IsChosen);

/// <summary>What was found at an address that somebody pasted, for its writer to confirm. Nobody else's page: what another asked for is not there.</summary>
[Authorize(Policy = Policies.Participant)]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class FoundPage(
    CourseDb db,
    GlanceCache glance,
    ListElsewhere list,
    CurrentPersona me,
    TimeProvider clock
) : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [BindProperty]
    public FoundInput Input { get; set; } = new();

    public Visit Visit { get; private set; } = null!;

    public ThingGlance Thing { get; private set; } = null!;

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    /// <summary>The address of the post that it became; null while it is none.</summary>
    public string? Listed { get; private set; }

    public string Host => new Uri(Visit.Source.Length > 0 ? Visit.Source : Visit.Address).IdnHost;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (!await Find(id, stop))
        {
            return NotFound();
        }

        // Without script, the page asks again by itself for a while. It names itself: to one that has a fragment, as after the link to the main part, "again"
        // would only mean to go there.
        if (Visit.State is VisitState.Waiting && clock.GetUtcNow() - Visit.AskedAt < Patience)
        {
            Response.Headers["Refresh"] = $"2; url={Addresses.Visit(id)}";
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!me.IsConfirmed || !await Find(id, stop))
        {
            return NotFound();
        }

        var (post, outcome) = await list.Of(
            Visit.Id,
            [.. Input.Things.Distinct()],
            await me.Mine(stop),
            stop
        );
        return post is null
            ? this.Refused(outcome.Refusal!)
            : LocalRedirect($"{await AddressOf(post.Id, stop)}?published=1");
    }

    private async Task<bool> Find(Guid id, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        var visit = await db
            .Visits.AsNoTracking()
            .SingleOrDefaultAsync(v => v.Id == new Id<Visit>(id) && mine.Contains(v.Persona), stop);
        var course = await glance.Get(stop);
        if (
            visit is null
            || course.Things.FirstOrDefault(t => t.Id == visit.Thing) is not { } thing
        )
        {
            return false;
        }

        (Visit, Thing) = (visit, thing);
        Listed = visit.Post is { } post ? await AddressOf(post, stop) : null;
        Choices = [.. Ask(course)];
        return true;
    }

    // The Thing under which it was asked, then what was recognised. A guess is offered, not taken.
    private IEnumerable<Choice> Ask(Glance course)
    {
        var found = Visit.Recognised;
        var now = clock.GetUtcNow();
        yield return new Choice(
            Thing.Number,
            Thing.Title,
            Why(found.FirstOrDefault(t => t.Number == Thing.Number)),
            true
        );
        foreach (var other in found.Where(t => t.Number != Thing.Number))
        {
            if (course.Thing(other.Number) is { } thing && course.IsOpen(thing, now))
            {
                yield return new Choice(thing.Number, thing.Title, Why(other), other.IsSure);
            }
        }
    }

    private static string Why(RecognisedThing? found) =>
        found?.Ground switch
        {
            Recognition.Link => "your post links to it",
            Recognition.Tag => "from a tag",
            Recognition.Title => "from the title",
            Recognition.Prompt => "one of its questions is a heading",
            Recognition.Guess => "perhaps?",
            _ => "",
        };

    private async Task<string?> AddressOf(Id<Post> id, CancellationToken stop)
    {
        var post = await (
            from each in db.Posts
            join persona in db.Personas on each.Author equals persona.Id
            where each.Id == id && each.State == PostState.Published
            select new { persona.Handle, each.Slug }
        ).SingleOrDefaultAsync(stop);
        return post is null ? null : Addresses.Post(post.Handle, post.Slug!);
    }
}

internal sealed class FoundInput
{
    public int[] Things { get; set; } = [];
}
