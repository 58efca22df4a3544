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
        await wen.Page("/studio/things");

        using var sql = new SqlCount(site);
        var page = await wen.Page("/studio/things");

        sql.Commands.ShouldBeEmpty();
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

    [Fact]
    public async Task A_new_Thing_takes_the_next_number_and_waits_to_be_published()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var form = await wen.Page("/studio/things/new");
        form.Says("h1").ShouldBe("Add Thing 24");
        var fields = new
        {
            Input__Title = "One more",
            Input__Categories = "Online identity, Endings",
            Input__Introduction = "Hello *you*.",
            Input__Prompts = "1. What now?",
        };

        var after = await wen.Follow(await wen.Send(form, "#thing", fields));

        after.Location.PathName.ShouldBe("/studio/things/24");
        after.Says("#opening").ShouldStartWith("Not in the timetable");
        (await wen.Page("/studio/things")).Says("#things").ShouldContain("Not in the timetable");
        var thing = await site.ThingNumber(24);
        thing.Prompts.Single().Anchor.ShouldBe("q1");
        thing.Rendered.Html.ShouldBe("<p>Hello <em>you</em>.</p>");
        thing.Categories.Select(c => c.Slug).Order().ShouldBe(["endings", "online-identity"]);
        (
            await site.Read(db => db.Categories.CountAsync(c => c.Slug == "online-identity"))
        ).ShouldBe(1);

        // The same form once more is the same Thing; another text gets the next number.
        await wen.Follow(await wen.Send(form, "#thing", fields));
        (await site.Read(db => db.Things.CountAsync())).ShouldBe(24);
        var clash = await wen.Send(form, "#thing", new { Input__Title = "Another" });
        ((int)clash.StatusCode).ShouldBe(409);
        var again = await Forms.Parse(clash);
        again.Says("h1").ShouldBe("Add Thing 25");
        await wen.Follow(await wen.Send(again, "#thing"));
        (await site.ThingNumber(25)).Title.ShouldBe("Another");

        await wen.Follow(await wen.Send(after, "#open"));
        var glance = await site.Services.GetRequiredService<GlanceCache>().Get(default);
        glance.IsOpen(glance.Thing(24)!, site.Clock.Now).ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_Thing_without_a_title_is_refused_and_the_text_kept()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var form = await wen.Page("/studio/things/new");

        var answer = await wen.Send(form, "#thing", new { Input__Introduction = "Kept words" });

        ((int)answer.StatusCode).ShouldBe(400);
        var page = await Forms.Parse(answer);
        page.Says("#Input_Introduction").ShouldBe("Kept words");
        page.Says("#error-summary").ShouldContain("Give the Thing a title.");
        (await site.Read(db => db.Things.CountAsync())).ShouldBe(23);
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
