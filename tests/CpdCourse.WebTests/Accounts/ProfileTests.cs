using System.Net;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Accounts;

public sealed class ProfileTests
{
    [Fact]
    public async Task Name_and_handle_change_at_once_and_the_former_handle_leads_here()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");

        var answer = await Save(browser, "Maria Soup", "@Maria-Soup");

        answer.Goes().ShouldBe("/me/profile?said=saved");
        (await browser.GetStringAsync("/me")).ShouldContain("Maria Soup: your page and settings");
        (await site.Read(db => db.Personas.Select(p => p.Handle).SingleAsync())).ShouldBe(
            "maria-soup"
        );
        (await site.Read(db => db.FormerHandles.Select(h => h.Handle).SingleAsync())).ShouldBe(
            "maria"
        );
    }

    [Fact]
    public async Task After_twenty_handles_only_ones_own_can_be_taken_again()
    {
        await using var site = new CourseSite(("Limits:WritesPerMinute", "100"));
        using var browser = await site.Signed("Maria");
        for (var i = 0; i < 20; i++)
        {
            (await Save(browser, "Maria", $"maria-{i}")).Goes().ShouldBe("/me/profile?said=saved");
        }

        var answer = await Save(browser, "Maria", "maria-20");

        (await answer.TextOf()).ShouldContain("You have had 20 handles");
        (await Save(browser, "Maria", "maria-3")).Goes().ShouldBe("/me/profile?said=saved");
        (await site.Read(db => db.FormerHandles.CountAsync())).ShouldBe(20);
    }

    [Fact]
    public async Task Ones_own_former_handle_can_be_taken_again()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");
        await Save(browser, "Maria", "mary");

        (await Save(browser, "Maria", "maria")).Goes().ShouldBe("/me/profile?said=saved");

        (await site.Read(db => db.FormerHandles.Select(h => h.Handle).SingleAsync())).ShouldBe(
            "mary"
        );
    }

    [Fact]
    public async Task A_handle_that_somebody_has_or_had_is_not_given()
    {
        await using var site = new CourseSite();
        using var ana = await site.Signed("Ana");
        await Save(ana, "Ana", "ana-b");
        using var browser = await site.Signed("Maria");

        foreach (var handle in new[] { "ana-b", "ana" })
        {
            var answer = await Save(browser, "Changed", handle);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.TextOf()).ShouldContain("Somebody has that handle");
        }

        (await site.Read(db => db.Personas.AnyAsync(p => p.Name == "Changed"))).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Maria", "x", "A handle has 2 to 30")]
    [InlineData("Maria", "", "A handle has 2 to 30")]
    [InlineData("Maria", "nöra", "A handle has 2 to 30")]
    [InlineData("Maria", "a/../b", "A handle has 2 to 30")]
    [InlineData("Maria", "abcdefghijabcdefghijabcdefghijk", "A handle has 2 to 30")]
    [InlineData("", "maria", "Enter a name")]
    public async Task A_slip_is_named_and_what_was_typed_stays(
        string name,
        string handle,
        string sentence
    )
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");

        var answer = await Save(browser, name, handle);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Forms.Parse(answer);
        page.QuerySelector("#error-summary")!.TextContent.ShouldContain(sentence);
        page.QuerySelector("#Input_Handle")!.GetAttribute("value").ShouldBe(handle);
    }

    [Fact]
    public async Task One_can_stay_out_of_the_lists()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria");
        var page = await browser.Page("/me/profile");
        page.QuerySelector("#listed")!.RemoveAttribute("checked");
        page.QuerySelector("#strip")!.RemoveAttribute("checked");

        await browser.Send(page, "form#profile");

        var persona = await site.Read(db => db.Personas.SingleAsync());
        (persona.Listed, persona.ShowsStrip).ShouldBe((false, false));
    }

    [Fact]
    public async Task Nobody_is_listed_before_the_address_is_confirmed()
    {
        await using var site = new CourseSite();
        using var browser = await site.Signed("Maria", confirmed: false);

        await browser.Send(
            await browser.Page("/me/profile"),
            "form#profile",
            new { Input__Listed = "true" }
        );

        (await site.Read(db => db.Personas.Select(p => p.Listed).SingleAsync())).ShouldBeFalse();
    }

    private static async Task<HttpResponseMessage> Save(
        HttpClient browser,
        string name,
        string handle
    ) =>
        await browser.Send(
            await browser.Page("/me/profile"),
            "form#profile",
            new { Input__Name = name, Input__Handle = handle }
        );
}
