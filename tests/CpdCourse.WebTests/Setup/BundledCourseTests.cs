using CpdCourse.Testing;
using CpdCourse.Web.Features.Setup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Setup;

/// <summary>The texts that travel with the program are taken again when they differ, and only then.</summary>
public sealed class BundledCourseTests
{
    [Theory]
    [InlineData("Resources")]
    [InlineData("Authors")]
    [InlineData("Actions")]
    public async Task A_list_that_differs_from_the_bundled_one_is_taken_again(string list)
    {
        await using var site = new CourseSite();
        var before = await Versions(site);
        await site.Within(async services =>
        {
            var db = services.GetRequiredService<Data.CourseDb>();
            var thing = await db.Things.SingleAsync(t => t.Number == 12);
            IReadOnlyList<string> other = ["Something else"];
            db.Entry(thing).Property(list).CurrentValue = other;
            db.SiteNotes.Single(n => n.Key == BundledCourse.Note).Value = "of an older program";
            return await db.SaveChangesAsync();
        });

        await Load(site);
        var after = await Versions(site);
        await Load(site);

        after[11].ShouldBe(before[11] + 1);
        after.Where((_, i) => i != 11).ShouldBe(before.Where((_, i) => i != 11));
        (await Versions(site)).ShouldBe(after);
    }

    [Fact]
    public async Task Texts_that_were_taken_are_not_looked_at_again()
    {
        await using var site = new CourseSite();
        await Load(site);

        (await SqlCommands.During(site, () => Load(site))).Count.ShouldBe(1);
    }

    private static Task<bool> Load(CourseSite site) =>
        site.Within(async services =>
        {
            await services.GetRequiredService<BundledCourse>().Load(CancellationToken.None);
            return true;
        });

    private static Task<List<int>> Versions(CourseSite site) =>
        site.Read(db => db.Things.OrderBy(t => t.Number).Select(t => t.Version).ToListAsync());
}
