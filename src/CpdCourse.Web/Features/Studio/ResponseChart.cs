using System.Globalization;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Studio;

/// <summary>One bar; lengths are units of the drawing, already written as SVG wants them.</summary>
internal sealed record Bar(
    ThingGlance Thing,
    int Count,
    string Class,
    string X,
    string Y,
    string Width,
    string Height,
    string Middle,
    string? LabelY
)
{
    public bool IsOpen => Class != "bar-later";

    public bool IsNow => Class == "bar-now";
}

/// <summary>Responses to each Thing as bars of a drawing 720 wide and 150 high.</summary>
internal sealed record ResponseChart(IReadOnlyList<Bar> Bars, string Title)
{
    private const double Width = 720;
    private const double Base = 150;
    private const double Tallest = 148;
    private const double Gap = 6;

    public bool IsEmpty => Bars.All(b => b.Count == 0);

    public static ResponseChart Of(
        Glance course,
        Dictionary<Id<Thing>, int> counts,
        DateTimeOffset now
    )
    {
        var current = course.ThisWeek(now).Select(t => t.Id).ToHashSet();
        var open = course.Things.Where(t => course.IsOpen(t, now)).ToList();
        var most = open.Select(CountOf).DefaultIfEmpty(0).Max();
        var least = open.Select(CountOf).DefaultIfEmpty(0).Min();
        HashSet<Id<Thing>?> labelled =
        [
            open.FirstOrDefault(t => CountOf(t) == most)?.Id,
            open.LastOrDefault(t => CountOf(t) == least)?.Id,
            .. open.Where(t => current.Contains(t.Id)).Select(t => (Id<Thing>?)t.Id),
        ];
        var step = Width / Math.Max(course.Things.Count, 1);
        var bars = course.Things.Select(
            (thing, index) =>
                Draw(thing, CountOf(thing), Kind(thing), index * step, step - Gap, most)
        );
        return new ResponseChart(
            [
                .. bars.Select(b =>
                    labelled.Contains(b.Thing.Id) && b.IsOpen ? b : b with { LabelY = null }
                ),
            ],
            Sentence(open, CountOf, current)
        );

        int CountOf(ThingGlance thing) => counts.GetValueOrDefault(thing.Id);

        string Kind(ThingGlance thing) =>
            !open.Contains(thing) ? "bar-later"
            : current.Contains(thing.Id) ? "bar-now"
            : "bar";
    }

    private static Bar Draw(
        ThingGlance thing,
        int count,
        string kind,
        double left,
        double width,
        int most
    )
    {
        var height = kind != "bar-later" && most > 0 ? Math.Max(2, Tallest * count / most) : Gap;
        return new Bar(
            thing,
            count,
            kind,
            Units(left + (Gap / 2)),
            Units(Base - height),
            Units(width),
            Units(height),
            Units(left + ((Gap + width) / 2)),
            Units(Base - height - Gap)
        );
    }

    private static string Sentence(
        List<ThingGlance> open,
        Func<ThingGlance, int> count,
        HashSet<Id<Thing>> current
    )
    {
        if (open.Count == 0)
        {
            return "Responses to each Thing: none is open yet.";
        }

        var most = open.MaxBy(count)!;
        var least = open.MinBy(count)!;
        var thisWeek = open.Where(t => current.Contains(t.Id))
            .Select(t => $", {Say.Number(count(t))} to Thing {t.Number} of this week");
        return $"Responses to each Thing so far: most to Thing {most.Number} with {Say.Number(count(most))}, fewest to Thing {least.Number} with {Say.Number(count(least))}{string.Concat(thisWeek)}.";
    }

    private static string Units(double length) =>
        length.ToString("0.0", CultureInfo.InvariantCulture);
}
