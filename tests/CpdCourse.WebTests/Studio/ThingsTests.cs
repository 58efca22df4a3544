using CpdCourse.Domain.Courses;
using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Studio;

public sealed class ThingsTests
{
    [Fact]
    public async Task The_table_lists_all_Things_with_the_pauses_in_place_and_asks_nothing()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var page = await wen.Page("/studio/things");

        (await SqlCommands.During(site, () => wen.Page("/studio/things"))).ShouldBeEmpty();
        var rows = page.QuerySelectorAll("#things tbody tr");
        rows.Length.ShouldBe(26);
        rows[6].TextContent.ShouldContain("Catch-up week");
        rows[12].ClassName.ShouldBe("is-now");
        rows[12].TextContent.ShouldContain("6 April, 09:00");
        rows[12].TextContent.ShouldContain("Open");
        rows[13].ClassName.ShouldBe("pause");
        rows[14].TextContent.ShouldContain("Scheduled");
        rows[14].QuerySelector("a")!.GetAttribute("href").ShouldBe("/studio/things/13");
    }

    [Fact]
    public async Task Publishing_now_opens_a_coming_Thing_for_everybody()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var page = await wen.Page("/studio/things/15");
        page.Says("#opening").ShouldStartWith("Opens on 4 May, 09:00 (Europe/London).");

        var after = await wen.Follow(await wen.Send(page, "#open"));

        after.Says("#opening").ShouldBe("Open since 8 April, 13:00 (Europe/London).");
        after.QuerySelector("#open").ShouldBeNull();
        var glance = await site.Services.GetRequiredService<GlanceCache>().Get(default);
        glance.IsOpen(glance.Thing(15)!, site.Clock.Now).ShouldBeTrue();
        glance.IsOpen(glance.Thing(14)!, site.Clock.Now).ShouldBeFalse();
    }

    [Fact]
    public async Task Publishing_twice_keeps_the_first_moment()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var page = await wen.Page("/studio/things/15");
        await wen.Follow(await wen.Send(page, "#open"));
        site.Clock.Advance(TimeSpan.FromHours(2));

        await wen.Follow(await wen.Send(page, "#open"));

        var glance = await site.Services.GetRequiredService<GlanceCache>().Get(default);
        glance.Run!.OpensAt(glance.Thing(15)!.Id).ShouldBe(TestClock.Start);
    }

    [Fact]
    public async Task An_open_Thing_has_no_button_to_open_it()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();

        var page = await wen.Page("/studio/things/3");

        page.QuerySelector("#open").ShouldBeNull();
        page.Says("#opening").ShouldStartWith("Open since 26 January, 09:00");
    }

    [Theory]
    [InlineData("/studio/things/99")]
    [InlineData("/studio/things/0")]
    [InlineData("/studio/things/twelve")]
    public async Task A_Thing_that_is_not_there_is_not_found(string address)
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();

        var answer = await wen.GetAsync(new Uri(address, UriKind.Relative));

        ((int)answer.StatusCode).ShouldBe(404);
    }
}

internal static class ThingsOfSite
{
    public static Task<Thing> ThingNumber(this CourseSite site, int number) =>
        site.Read(db =>
            db.Things.AsNoTracking()
                .Include(t => t.Prompts)
                .Include(t => t.Categories)
                .AsSplitQuery()
                .SingleAsync(t => t.Number == number)
        );
}
