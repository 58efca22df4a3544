using System.Collections.Concurrent;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.BrowserTests;

/// <summary>One window for each kind of reader, kept for all tests of a class, and what a page is looked at for.</summary>
public sealed class Windows : IAsyncDisposable
{
    private static readonly int[] Widths = [390, 1280];
    private readonly ConcurrentDictionary<Who, Task<Visit>> open = new();

    /// <summary>Goes to a page once and looks at it in both themes and at all widths.</summary>
    internal async Task Look(Stage stage, BrowserSite site, Place place, Who who)
    {
        var visit = await open.GetOrAdd(who, w => stage.Open(site, new Look(Handle(w))));
        var page = visit.Page;
        await visit.See(new Look(Width: Widths[0]));
        await visit.Go(await Address(site, place.Path));
        await Rules.ShouldBeWellBuilt(page, place.Heading);
        await Rules.ShouldHaveTitle(
            page,
            "23 Things for Professional Development",
            place.Path == "/"
        );
        foreach (var width in Widths)
        {
            await visit.See(new Look(Width: width));
            var where = $"{place.Path} for {who}, {width} wide";
            await Rules.ShouldNotScrollSideways(page, where);
            await Rules.ShouldBeEasyToPress(page, where);
            await Axe.ShouldFindNothing(page, $"{where}, light");
            await visit.Picture($"{place.Path}-{who}-{width}-light");

            // Only colours differ in the other theme.
            await visit.See(new Look(Width: width, Dark: true));
            await Axe.ShouldFindNothing(page, $"{where}, dark", "color-contrast");
            await visit.Picture($"{place.Path}-{who}-{width}-dark");
        }

        await visit.See(new Look(Width: 320));
        await Rules.ShouldNotScrollSideways(page, $"{place.Path} for {who}, 320 wide");
        await visit.See(new Look(Width: Widths[0]));
        await Rules.SpaceOut(page);
        await Rules.ShouldNotScrollSideways(page, $"{place.Path} for {who}, spaced out");
        await Rules.SpaceBack(page);
        await Rules.ShouldSkipToMain(page);
        visit.ShouldBeAmongItself();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in open.Values)
        {
            await (await visit).DisposeAsync();
        }
    }

    private static string? Handle(Who who) =>
        who switch
        {
            Who.Participant => "marisol",
            Who.Organiser => "wen",
            _ => null,
        };

    private static async Task<string> Address(CourseSite site, string path) =>
        path.Contains("{draft}", StringComparison.Ordinal)
            ? path.Replace(
                "{draft}",
                (
                    await site.Read(db =>
                        db.Posts.Where(p => p.State == PostState.Draft)
                            .Select(p => p.Number)
                            .SingleAsync()
                    )
                ).ToString(System.Globalization.CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            )
            : path;
}
