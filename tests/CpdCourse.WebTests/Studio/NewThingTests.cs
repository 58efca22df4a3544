using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Studio;

public sealed class NewThingTests
{
    private const string Address = "/studio/things/new";

    private static readonly object Fields = new
    {
        Input__Title = "One more",
        Input__Categories = "Online identity, Endings",
        Input__Introduction = "Hello *you*.",
        Input__Prompts = "1. What now?",
    };

    [Fact]
    public async Task A_new_Thing_takes_the_next_number()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var form = await wen.Page(Address);
        form.Says("h1").ShouldBe("Add Thing 24");

        var after = await wen.Follow(await wen.Send(form, "#thing", Fields));

        after.Location.PathName.ShouldBe("/studio/things/24");
        var thing = await site.ThingNumber(24);
        thing.Prompts.Single().Anchor.ShouldBe("q1");
        thing.Rendered.Html.ShouldBe("<p>Hello <em>you</em>.</p>");
        thing.Categories.Select(c => c.Slug).Order().ShouldBe(["endings", "online-identity"]);
        (
            await site.Read(db => db.Categories.CountAsync(c => c.Slug == "online-identity"))
        ).ShouldBe(1);
    }

    [Fact]
    public async Task A_new_Thing_waits_to_be_published()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var added = await wen.Follow(await wen.Send(await wen.Page(Address), "#thing", Fields));
        added.Says("#opening").ShouldStartWith("Not in the timetable");
        (await wen.Page("/studio/things")).Says("#things").ShouldContain("Not in the timetable");

        await wen.Follow(await wen.Send(added, "#open"));

        var glance = await site.Services.GetRequiredService<GlanceCache>().Get(default);
        glance.IsOpen(glance.Thing(24)!, site.Clock.Now).ShouldBeTrue();
    }

    [Fact]
    public async Task R2_the_same_form_sent_twice_adds_one_Thing()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var form = await wen.Page(Address);
        await wen.Follow(await wen.Send(form, "#thing", Fields));

        var after = await wen.Follow(await wen.Send(form, "#thing", Fields));

        after.Location.PathName.ShouldBe("/studio/things/24");
        (await site.Read(db => db.Things.CountAsync())).ShouldBe(24);
    }

    [Fact]
    public async Task R7_of_two_new_Things_the_second_gets_the_next_number_and_keeps_its_text()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var form = await wen.Page(Address);
        await wen.Follow(await wen.Send(form, "#thing", Fields));

        var clash = await wen.Send(form, "#thing", new { Input__Title = "Another" });

        ((int)clash.StatusCode).ShouldBe(409);
        var again = await Forms.Parse(clash);
        again.Says("h1").ShouldBe("Add Thing 25");
        await wen.Follow(await wen.Send(again, "#thing"));
        (await site.ThingNumber(25)).Title.ShouldBe("Another");
    }

    [Fact]
    public async Task A_new_Thing_without_a_title_is_refused_and_the_text_kept()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var form = await wen.Page(Address);

        var answer = await wen.Send(form, "#thing", new { Input__Introduction = "Kept words" });

        ((int)answer.StatusCode).ShouldBe(400);
        var page = await Forms.Parse(answer);
        page.Says("#Input_Introduction").ShouldBe("Kept words");
        page.Says("#error-summary").ShouldContain("Give the Thing a title.");
        (await site.Read(db => db.Things.CountAsync())).ShouldBe(23);
    }
}
