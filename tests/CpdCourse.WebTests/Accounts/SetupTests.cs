using System.Net;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Setup;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Accounts;

public sealed class SetupTests
{
    [Fact]
    public async Task One_page_makes_the_organiser_the_title_and_the_timetable()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        var answer = await SetUp(browser, await Link(site));

        answer.Goes().ShouldBe("/studio");
        (await browser.GetStringAsync("/me")).ShouldContain("/studio");
        var run = await site.Read(db =>
            db.Runs.Include(r => r.Weeks).Include(r => r.Openings).SingleAsync()
        );
        run.StartsOn.ShouldBe(new DateOnly(2026, 4, 13));
        run.Zone.ShouldBe("Europe/London");
        run.Weeks.Count.ShouldBe(26);
        run.Weeks.Where(w => w.Kind == WeekKind.CatchUp)
            .Select(w => w.Number)
            .ShouldBe([7, 14, 21]);
        run.Openings.Min(o => o.OpensAt)
            .ShouldBe(new DateTimeOffset(2026, 4, 13, 8, 0, 0, TimeSpan.Zero));
        (await site.Read(db => db.Courses.Select(c => c.Title).SingleAsync())).ShouldBe(
            "Our 23 Things"
        );
        (await site.Read(db => db.Participants.Select(p => p.Role).SingleAsync())).ShouldBe(
            Role.Organiser
        );
        (
            await site.Read(db => db.Users.Select(u => u.EmailConfirmed).SingleAsync())
        ).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/setup")]
    [InlineData("/setup?key=")]
    [InlineData("/setup?key=wrong")]
    [InlineData("/setup?key=%00")]
    public async Task Without_the_key_there_is_no_such_page(string address)
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();

        var answer = await browser.Get(address);
        var unknown = await browser.Get("/no-such-page");

        ((int)answer.StatusCode).ShouldBeOneOf(400, 404);
        if (answer.StatusCode is HttpStatusCode.NotFound)
        {
            (await answer.TextOf()).ShouldBe(await unknown.TextOf());
        }
    }

    [Fact]
    public async Task The_link_works_once()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        using var second = site.Visitor();
        var link = await Link(site);
        var open = await second.Page(link);
        await SetUp(browser, link);

        (await second.Get(link)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await second.Send(open, "form#setup", Wish())).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await site.Read(db => db.Users.CountAsync())).ShouldBe(1);
        (
            await site.Within(s => s.GetRequiredService<SetupLink>().Fresh(CancellationToken.None))
        ).ShouldBeNull();
    }

    [Theory]
    [InlineData("/setup")]
    [InlineData("/setup?key=wrong")]
    public async Task Once_the_course_is_set_up_whoever_comes_is_told_so_and_where_to_sign_in(
        string address
    )
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        using var second = site.Visitor();
        await SetUp(browser, await Link(site));

        var main = (await Forms.Parse(await second.Get(address))).QuerySelector("main")!;

        main.QuerySelector("h1")!.TextContent.ShouldBe("The course is set up already");
        main.QuerySelector("a[href='/sign-in']").ShouldNotBeNull();
        main.QuerySelector("form").ShouldBeNull();
    }

    [Fact]
    public async Task A_start_in_the_past_says_what_is_open_at_once()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();

        var answer = await SetUp(browser, await Link(site), startsOn: "2026-03-09");

        answer.Goes().ShouldBe("/setup/done");
        var text = (await browser.Page("/setup/done")).QuerySelector("main")!.TextContent;
        text.ShouldContain("Things 1 to 5 are open now.");
        text.ShouldContain("Thing 6 opens on Monday 13 April 2026, 09:00 (Europe/London).");
    }

    [Fact]
    public async Task The_proposal_is_next_Monday_at_nine_with_three_catch_up_weeks()
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();

        var page = await browser.Page(await Link(site));

        page.QuerySelector("#Input_StartsOn")!.GetAttribute("value").ShouldBe("2026-04-13");
        page.QuerySelector("#Input_OpensAt")!.GetAttribute("value").ShouldBe("09:00");
        page.QuerySelectorAll("[name='Input.CatchUp']:checked")
            .Select(c => c.GetAttribute("value"))
            .ShouldBe(["6", "12", "18"]);
        page.QuerySelectorAll("select option[selected]").Length.ShouldBe(1);
        page.QuerySelectorAll("optgroup").Length.ShouldBeGreaterThan(5);
        page.QuerySelector("main")!.TextContent.ShouldContain("In a catch-up week nothing opens");
        (await browser.Get(await Link(site)))
            .Headers.GetValues("Referrer-Policy")
            .ShouldBe(["no-referrer"]);
    }

    [Theory]
    [InlineData("Input__CourseTitle", "", "Give the course a title")]
    [InlineData("Input__RunName", " ", "Give the run a name")]
    [InlineData("Input__StartsOn", "13.4.2026", "Enter the first day")]
    [InlineData("Input__StartsOn", "0001-01-01", "Enter the first day")]
    [InlineData("Input__Zone", "Europe/Atlantis", "Choose a time zone")]
    [InlineData("Input__OpensAt", "25:00", "Enter the time")]
    [InlineData("Input__Name", "", "Enter a name")]
    [InlineData("Input__Mail", "me", "whole email address")]
    [InlineData("Input__Password", "organiser2026", "among the first")]
    public async Task A_slip_is_named_and_nothing_is_made(
        string field,
        string typed,
        string sentence
    )
    {
        await using var site = new CourseSite();
        using var browser = site.Visitor();
        var page = await browser.Page(await Link(site));
        var input = page.QuerySelector("#" + field.Replace("__", "_", StringComparison.Ordinal))!;
        var wish = Wish(field, typed);

        var answer = await browser.Send(page, "form#setup", wish);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.TextOf()).ShouldContain(sentence);
        var again = (await Forms.Parse(answer)).QuerySelector("#" + input.Id)!;
        again.GetAttribute("aria-invalid").ShouldBe("true");
        again.GetAttribute("aria-describedby")!.Split(' ').ShouldContain(input.Id + "-e");
        (await site.Read(db => db.Users.CountAsync())).ShouldBe(0);
        (await site.Read(db => db.Runs.CountAsync())).ShouldBe(0);
    }

    private static async Task<string> Link(CourseSite site)
    {
        await site.Read(db => db.Runs.ExecuteDeleteAsync());
        site.Services.GetRequiredService<GlanceCache>().Forget();
        var link = await site.Within(s =>
            s.GetRequiredService<SetupLink>().Fresh(CancellationToken.None)
        );
        return new Uri(link!).PathAndQuery;
    }

    private static async Task<HttpResponseMessage> SetUp(
        HttpClient browser,
        string link,
        string startsOn = "2026-04-13"
    ) =>
        await browser.Send(
            await browser.Page(link),
            "form#setup",
            Wish("Input__StartsOn", startsOn)
        );

    private static object Wish(string field = "", string typed = "")
    {
        return new
        {
            Input__Name = Or("Input__Name", "Olga"),
            Input__Mail = Or("Input__Mail", "olga@example.org"),
            Input__Password = Or("Input__Password", Given.Password),
            Input__CourseTitle = Or("Input__CourseTitle", "Our 23 Things"),
            Input__RunName = Or("Input__RunName", "Spring"),
            Input__StartsOn = Or("Input__StartsOn", "2026-04-13"),
            Input__Zone = Or("Input__Zone", "Europe/London"),
            Input__OpensAt = Or("Input__OpensAt", "09:00"),
        };

        string Or(string name, string usual) => name == field ? typed : usual;
    }
}
