using System.Net;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.People;
using CpdCourse.Testing;
using CpdCourse.WebTests.Accounts;
using CpdCourse.WebTests.Studio;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.House;

/// <summary>A save that somebody else came before is told from a disk that is full: the one is tried again or said in words, the other is an error.</summary>
public sealed class SaveTroubleTests
{
    [Fact]
    public async Task A_broken_disk_is_no_handle_that_somebody_took_so_joining_is_tried_once()
    {
        await using var site = new BusySite();
        await site.Break("INSERT", "Personas");

        var asked = await SqlCommands.During(
            site,
            () => Should.ThrowAsync<DbUpdateException>(() => site.APerson("Maria"))
        );

        asked.Count(sql => sql.Contains("INSERT INTO \"AspNetUsers\"")).ShouldBe(1);
    }

    [Fact]
    public async Task A_broken_disk_is_no_address_that_somebody_has()
    {
        await using var site = new BusySite();
        using var browser = await site.Signed("Maria");
        var page = await browser.Page(await NewAddress(site, browser));
        await site.Break("UPDATE", "AspNetUsers");

        var answer = await browser.Send(page, "form#address");

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task An_address_that_somebody_took_in_the_same_moment_is_named()
    {
        await using var site = new BusySite();
        await site.APerson("Tom");
        using var browser = await site.Signed("Maria");
        var page = await browser.Page(await NewAddress(site, browser));
        site.JustBefore<Account>(
            "UPDATE AspNetUsers SET UserName = 'new@example.org', NormalizedUserName = 'NEW@EXAMPLE.ORG' WHERE Email = 'tom@example.org'"
        );

        var answer = await browser.Send(page, "form#address");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.TextOf()).ShouldContain("another account with this address");
    }

    [Fact]
    public async Task An_account_that_was_changed_in_the_same_moment_has_not_lost_its_address_to_another()
    {
        await using var site = new BusySite();
        using var browser = await site.Signed("Maria");
        var page = await browser.Page(await NewAddress(site, browser));
        site.JustBefore<Account>("UPDATE AspNetUsers SET ConcurrencyStamp = 'another'");

        var answer = await browser.Send(page, "form#address");

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_broken_disk_is_no_confirmation_at_the_same_moment()
    {
        await using var site = new BusySite();
        using var browser = site.Visitor();
        await browser.Join("Maria", "maria@example.org");
        var page = await browser.Page(await site.LinkTo("maria@example.org"));
        await site.Break("UPDATE", "AspNetUsers");

        var answer = await browser.Send(page, "form#confirm");

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task A_broken_disk_is_no_handle_that_somebody_has()
    {
        await using var site = new BusySite();
        using var browser = await site.Signed("Maria");
        var page = await browser.Page("/me/profile");
        await site.Break("UPDATE", "Personas");

        var answer = await browser.Send(page, "form#profile", new { Input__Handle = "mary" });

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task A_handle_that_somebody_took_in_the_same_moment_is_named()
    {
        await using var site = new BusySite();
        await site.APerson("Tom");
        using var browser = await site.Signed("Maria");
        var page = await browser.Page("/me/profile");
        site.JustBefore<Persona>("UPDATE Personas SET Handle = 'mary' WHERE Handle = 'tom'");

        var answer = await browser.Send(page, "form#profile", new { Input__Handle = "mary" });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.TextOf()).ShouldContain("Somebody has that handle");
    }

    [Fact]
    public async Task Welcome_sent_twice_at_once_enrols_once_and_leads_on_both_times()
    {
        await using var site = new BusySite();
        using var browser = await site.Signed("Maria");
        await site.Read(db =>
            db.Database.ExecuteSqlRawAsync(
                "CREATE TABLE Spare AS SELECT * FROM Participants; DELETE FROM Participants"
            )
        );
        var page = await browser.Page("/welcome");
        site.JustBefore<Participant>("INSERT INTO Participants SELECT * FROM Spare");

        var answer = await browser.Send(page, "form#welcome", button: "From Thing 1");

        answer.Goes().ShouldBe("/things/1");
        (await site.Read(db => db.Participants.Select(p => p.Pace).SingleAsync())).ShouldBe(
            Pace.FromTheStart
        );
    }

    [Fact]
    public async Task A_broken_disk_is_no_second_moderator_so_a_decision_is_tried_once()
    {
        await using var site = new BusySite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();
        var queue = await noor.Page("/studio/moderation");
        await site.Break("UPDATE", "Comments");

        var asked = await SqlCommands.During(
            site,
            async () =>
                (
                    await noor.Send(queue, $"#item-{comment.Id.Value:N}", null, "Bin")
                ).StatusCode.ShouldBe(HttpStatusCode.InternalServerError)
        );

        asked.Count(sql => sql.Contains("UPDATE \"Comments\"")).ShouldBe(1);
    }

    private static async Task<string> NewAddress(CourseSite site, HttpClient browser)
    {
        await browser.Send(
            await browser.Page("/me/account"),
            "form#address",
            new { Move__Mail = "new@example.org", Move__CurrentPassword = Given.Password }
        );
        return await site.LinkTo("new@example.org");
    }
}
