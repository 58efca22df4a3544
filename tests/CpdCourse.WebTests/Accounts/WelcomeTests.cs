using System.Net;
using CpdCourse.Domain.People;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Accounts;

public sealed class WelcomeTests
{
    [Theory]
    [InlineData("Go to Thing 12", "/things/12", Pace.WithEveryone)]
    [InlineData("From Thing 1", "/things/1", Pace.FromTheStart)]
    [InlineData("See all 23", "/things", Pace.PickAndChoose)]
    public async Task The_button_chooses_the_pace_and_leads_there(
        string button,
        string goes,
        Pace pace
    )
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");

        var answer = await browser.Send(
            await browser.Page("/welcome"),
            "form#welcome",
            button: button
        );

        answer.Goes().ShouldBe(goes);
        (await site.Read(db => db.Participants.Select(p => p.Pace).SingleAsync())).ShouldBe(pace);
    }

    [Fact]
    public async Task The_form_is_counted_among_others()
    {
        await using var site = new CourseSite(("Limits:WritesPerMinute", "1"));
        using var browser = await site.SignedInAs("Maria");
        var page = await browser.Page("/welcome");

        await browser.Send(page, "form#welcome");

        (await browser.Send(page, "form#welcome")).StatusCode.ShouldBe(
            HttpStatusCode.TooManyRequests
        );
    }

    [Fact]
    public async Task Words_about_oneself_are_kept()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");

        await browser.Send(
            await browser.Page("/welcome"),
            "form#welcome",
            new
            {
                Input__Words = "I like\nmaps.",
                Input__Place = "Leeds",
                Input__Sector = "Archives",
            },
            "Go to Thing 12"
        );

        var persona = await site.Read(db => db.Personas.SingleAsync());
        persona.Words.ShouldBe("I like\nmaps.");
        (persona.Place, persona.Sector).ShouldBe(("Leeds", "Archives"));
    }

    [Fact]
    public async Task Too_much_is_said_so_and_stays_in_the_box()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");

        var answer = await browser.Send(
            await browser.Page("/welcome"),
            "form#welcome",
            new { Input__Words = new string('x', 2_001) },
            "Go to Thing 12"
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.TextOf()).ShouldContain("at most 2,000 characters");
        (await answer.Content.ReadAsStringAsync()).ShouldContain(new string('x', 2_001));
    }

    [Fact]
    public async Task Where_one_was_going_comes_first()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");

        var page = await browser.Page("/welcome?then=%2Fwrite%3Fthing%3D9");

        page.QuerySelector("main .btn-primary")!.TextContent.ShouldContain("Go on");
        page.QuerySelectorAll("main .btn-primary").Length.ShouldBe(1);
        (await browser.Send(page, "form#welcome", button: "Go on"))
            .Goes()
            .ShouldBe("/write?thing=9");
    }

    [Fact]
    public async Task Before_the_first_day_nothing_is_promised()
    {
        await using var site = new CourseSite();
        site.Clock.Advance(
            new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero) - site.Clock.Now
        );
        using var browser = await site.Signed("Maria");

        var page = await browser.Page("/welcome");

        page.QuerySelector("main .btn-primary")!.TextContent.ShouldContain("Go to the Things");
        using var visitor = site.Visitor();
        (await visitor.GetStringAsync("/join")).ShouldContain(
            "The course begins on Monday 12 January."
        );
    }
}
