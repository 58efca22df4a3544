using CpdCourse.Data;
using CpdCourse.Data.Search;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Search;

/// <summary>
/// What somebody may have meant when nothing was found: the same words with the misspelt ones put right, after the titles and names that this reader
/// may see. So that nothing hidden is given away, nothing else is asked.
/// </summary>
internal sealed class SpellingHint(
    CourseDb db,
    GlanceCache glance,
    CurrentPersona me,
    KeptReads kept
)
{
    private const int Newest = 2_000;

    public async Task<string?> For(SearchWords words, CancellationToken stop)
    {
        var known = await kept.Get(
            (nameof(SpellingHint), me.IsSignedIn),
            () => Known(me.IsSignedIn, stop)
        );
        var mended = false;
        var hint = words.Phrases.Select(phrase =>
        {
            var meant = Nearest.To(phrase.ToLowerInvariant(), known);
            mended |= meant is not null;
            return meant ?? phrase;
        });
        var whole = string.Join(' ', hint);
        return mended ? whole : null;
    }

    private async Task<HashSet<string>> Known(bool onCourse, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var titles = await db
            .Posts.ListedFor(onCourse)
            .OrderByDescending(p => p.ArrivedAt)
            .Take(Newest)
            .Select(p => p.Title)
            .ToListAsync(stop);
        var names = await db
            .Personas.Where(p => p.Listed && p.RetiredAt == null)
            .OrderBy(p => p.Handle)
            .Take(Newest)
            .Select(p => p.Name + " " + p.Handle)
            .ToListAsync(stop);
        return titles
            .Concat(names)
            .Concat(
                course.Things.SelectMany(t => t.Categories.Select(c => c.Name).Prepend(t.Title))
            )
            .SelectMany(Words)
            .ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Words(string title) =>
        Text.Slug(title, max: 200).Split('-').Where(w => w.Length > 2);
}
