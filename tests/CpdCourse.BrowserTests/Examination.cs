namespace CpdCourse.BrowserTests;

/// <summary>What every page is looked at for, in both themes and at all widths, after it was gone to once.</summary>
internal static class Examination
{
    private const string Site = "23 Things for Professional Development";
    private static readonly int[] Widths = [390, 1280];

    public static async Task Of(Visit visit, string name, string heading)
    {
        var page = visit.Page;
        await Rules.ShouldBeWellBuilt(page, heading);
        await Rules.ShouldHaveTitle(page, Site);
        foreach (var width in Widths)
        {
            var where = $"{name}, {width} wide";
            await visit.See(new Look(Width: width));
            await Rules.ShouldNotScrollSideways(page, where);
            await Rules.ShouldBeEasyToPress(page, where);
            await Axe.ShouldFindNothing(page, $"{where}, light");
            await visit.Picture($"{name}-{width}-light");

            // Only colours differ in the other theme.
            await visit.See(new Look(Width: width, Dark: true));
            await Axe.ShouldFindNothing(page, $"{where}, dark", "color-contrast");
            await visit.Picture($"{name}-{width}-dark");
        }

        await visit.See(new Look(Width: 320));
        await Rules.ShouldNotScrollSideways(page, $"{name}, 320 wide");
        await visit.See(new Look(Width: Widths[0]));
        await Rules.SpaceOut(page);
        await Rules.ShouldNotScrollSideways(page, $"{name}, spaced out");
        await Rules.SpaceBack(page);
        if (!page.Url.Contains('#'))
        {
            // Behind a fragment, Tab goes on from there.
            await Rules.ShouldSkipToMain(page);
        }

        visit.ShouldBeAmongItself();
    }
}
