namespace CpdCourse.BrowserTests;

/// <summary>What every page is looked at for, in both themes and at all widths, after it was gone to once.</summary>
internal static class Examination
{
    private const string Site = "23 Things for Professional Development";
    private const int Narrowest = 320;
    private static readonly int[] Widths = [390, 1280];

    public static async Task Of(Visit visit, string name, string heading)
    {
        var page = visit.Page;
        await Rules.ShouldBeWellBuilt(page, heading);
        await Rules.ShouldHaveTitle(page, Site);
        await visit.See(new Look(Width: Narrowest));
        await Rules.ShouldNotScrollSideways(page, $"{name}, {Narrowest} wide");
        await Rules.SpaceOut(page);
        await Rules.ShouldNotScrollSideways(page, $"{name}, {Narrowest} wide, spaced out");
        await Rules.SpaceBack(page);

        // As tall as the page where it is longest: a bar that sticks to the window's foot then covers nothing, as when one scrolls.
        var height = await visit.Length();
        foreach (var width in Widths)
        {
            var where = $"{name}, {width} wide";
            await visit.See(new Look(Width: width), height);
            await Rules.ShouldNotScrollSideways(page, where);
            await Rules.ShouldBeEasyToPress(page, where);
            await Axe.ShouldFindNothing(page, $"{where}, light");
            await visit.Picture($"{name}-{width}-light");

            // The same document: theme and width are media queries, and no script asks for them, so that loading anew would give the same page.
            await visit.Dim(dark: true);
            await Axe.ShouldFindNothing(page, $"{where}, dark");
            await visit.Picture($"{name}-{width}-dark");
        }

        await Rules.ShouldSkipToMain(page);
        visit.ShouldBeAmongItself();
    }
}
