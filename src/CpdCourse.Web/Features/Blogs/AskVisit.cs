using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Linking;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Takes the address that somebody pasted. Nothing is fetched before the answer: a job does that, and its finding is shown at an address of its own.</summary>
internal sealed class AskVisit(CourseDb db, SiteSettings site, TimeProvider clock)
{
    // Nobody writes so many posts in an hour, and each makes this server ask another.
    private const int MostInAnHour = 20;
    private static readonly TimeSpan SameForm = TimeSpan.FromMinutes(1);

    public async Task<(Visit? Visit, Outcome Outcome)> About(
        string? typed,
        Id<Thing> thing,
        Id<Persona> persona,
        CancellationToken stop
    )
    {
        if (Whole(typed) is not { } address)
        {
            return (null, Refusals.PageAddress);
        }

        if (Elsewhere.IsOurs(address, site.Base))
        {
            return (null, Refusals.PageIsHere);
        }

        // A word alone is no host on the web.
        if (!address.IdnHost.Contains('.', StringComparison.Ordinal))
        {
            return (null, Refusals.PageAddress);
        }

        var now = clock.GetUtcNow();
        var since = now.AddHours(-1);
        var asked = await db
            .Visits.AsNoTracking()
            .Where(v => v.Persona == persona && v.AskedAt > since)
            .ToListAsync(stop);

        // A form that was sent twice is one question.
        var same = asked.Find(v =>
            v.Address == address.AbsoluteUri
            && v.Thing == thing
            && v.State is not VisitState.Unreadable
            && v.AskedAt > now - SameForm
        );
        if (same is not null)
        {
            return (same, Outcome.Done);
        }

        if (asked.Count >= MostInAnHour)
        {
            return (null, Refusals.TooFast);
        }

        var visit = Visit.Ask(persona, thing, address, now);
        db.Visits.Add(visit);
        await db.SaveChangesAsync(stop);
        return (visit, Outcome.Done);
    }

    // People leave the scheme out, and mail programs break long addresses into lines.
    private static Uri? Whole(string? typed)
    {
        var text = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c)));
        var hasScheme = text.Contains("://", StringComparison.Ordinal);
        return
            WebAddress.Read(hasScheme ? text : $"https://{text}") is { } address
            && Link.IsWeb(address.AbsoluteUri)
            ? address
            : null;
    }
}
