using System.Net;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Things;

public sealed class ThingPageTests
{
    [Fact]
    public async Task Thing_12_has_its_furniture()
    {
        await using var site = new CourseSite();

        var page = await site.Visitor().Page("/things/12");

        var crumbs = page.QuerySelectorAll("nav.crumbs > ol > li");
        string.Join(" › ", crumbs.Select(c => c.TextContent.Trim()))
            .ShouldBe(
                "Home › Online identity, Online networks › Thing 12 of 23 – Putting the social into social media"
            );
        crumbs[^1].QuerySelector("[aria-current=page]").ShouldNotBeNull();
        page.QuerySelector("h1")!
            .TextContent.ShouldBe("Thing 12 of 23 – Putting the social into social media");
        page.QuerySelectorAll("#q1 ol > li").Length.ShouldBe(4);
        page.QuerySelectorAll(".prompts .answers").Length.ShouldBe(5);
        page.QuerySelector(".prevnext .prev")!.GetAttribute("href").ShouldBe("/things/11");
        page.QuerySelector(".prevnext .next")!.TextContent.ShouldContain("opens 20 April");
        page.Body!.TextContent.ShouldContain("Yours would be the first.");
    }

    [Fact]
    public async Task Answers_are_counted_for_each_question()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "## Q {#q2}\n\nNone.\n\n## Q {#q3}\n\nNine.", 12);
        await site.APost("Tom", "Tea", "## Q {#q2}\n\nTwo.", 12);

        var page = await site.Visitor().Page("/things/12");

        page.QuerySelector("#q2 .answers")!.TextContent.ShouldStartWith("2 answers");
        page.QuerySelector("#q3 .answers")!.TextContent.ShouldStartWith("1 answer ");
        page.QuerySelector("#q1 .answers")!.TextContent.ShouldStartWith("No answers yet");
    }

    [Fact]
    public async Task A_Thing_that_is_not_open_shows_title_and_date_and_no_question()
    {
        await using var site = new CourseSite();

        var page = await site.Visitor().Page("/things/13");

        page.Body!.TextContent.ShouldContain("Opens 20 April");
        page.QuerySelectorAll(".prompts").Length.ShouldBe(0);
        (await site.Visitor().GetAsync("/things/13/questions/1")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await site.Visitor().GetAsync("/things/13/responses")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task R8_a_Thing_opens_by_the_clock()
    {
        await using var site = new CourseSite();
        site.Clock.Advance(
            new DateTimeOffset(2026, 4, 20, 8, 0, 0, TimeSpan.Zero) - site.Clock.Now
        );

        (await site.Visitor().Page("/things/13")).QuerySelectorAll(".prompts").Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("/thing/12", "/things/12")]
    [InlineData("/things/012", "/things/12")]
    [InlineData("/things/12/", "/things/12")]
    [InlineData("/@Maria/Soup", "/@maria/soup")]
    [InlineData("/things/12/questions/99", "/things/12")]
    public async Task Other_spellings_lead_to_the_one_address(string address, string leads)
    {
        await using var site = new CourseSite();

        var answer = await site.Visitor().GetAsync(address);

        ((int)answer.StatusCode).ShouldBeInRange(302, 308);
        answer.Headers.Location!.ToString().ShouldBe(leads);
    }

    [Theory]
    [InlineData("/things/24")]
    [InlineData("/things/0")]
    [InlineData("/things/12345678901234567890")]
    [InlineData("/things/x")]
    [InlineData("/@nobody/nothing")]
    public async Task What_is_not_there_is_a_page_that_helps(string address)
    {
        await using var site = new CourseSite();

        var answer = await site.Visitor().GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Search the course");
    }

    [Fact]
    public async Task Lists_page_by_key_and_miss_nothing()
    {
        await using var site = new CourseSite(("Limits:PageSize", "2"));
        for (var i = 1; i <= 5; i++)
        {
            await site.APost("Maria", $"Post {i}", "Words", 12);
        }

        var titles = new List<string>();
        for (var address = "/things/12/responses"; address is not null; )
        {
            var page = await site.Visitor().Page(address);
            titles.AddRange(page.QuerySelectorAll(".post-item h3").Select(h => h.TextContent));
            address = page.QuerySelector(".pages a[rel=next]")?.GetAttribute("href");
        }

        titles.ShouldBe(["Post 5", "Post 4", "Post 3", "Post 2", "Post 1"]);
    }

    [Theory]
    [InlineData("no-comments", "No responses yet.")]
    [InlineData("elsewhere", "Nothing from other blogs yet.")]
    [InlineData("nonsense", "names nothing here")]
    public async Task A_filter_names_itself_when_it_finds_nothing(string filter, string says)
    {
        await using var site = new CourseSite();

        (
            await site.Visitor().GetStringAsync($"/things/12/responses?filter={filter}")
        ).ShouldContain(says);
    }

    [Fact]
    public async Task My_strip_knows_what_I_answered_and_drafted()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        await site.APost("Maria", "Soup", "Words", 11);
        await site.ADraft("Maria", new Draft { Text = "Begun", Things = [10] });

        var home = await maria.Page("/");

        home.QuerySelector(".strip a[href='/things/11']")!
            .TextContent.ShouldBe("Thing 11: Mentoring, answered");
        home.QuerySelector(".strip a[href='/things/10']")!
            .TextContent.ShouldEndWith("draft in hand");
        home.QuerySelector(".strip a[href='/things/12']")!.TextContent.ShouldEndWith("this week");
        home.QuerySelector(".strip a[href='/things/13']")!.TextContent.ShouldEndWith("comes later");
        home.Body!.TextContent.ShouldContain("Next week is a catch-up week.");
    }

    [Fact]
    public async Task Each_square_says_number_title_and_state()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        await site.APost("Maria", "Soup", "Words", 11);
        await site.ADraft("Maria", new Draft { Text = "Begun", Things = [10] });
        var titles = await site.Read(db =>
            db.Things.OrderBy(t => t.Number).Select(t => t.Title).ToListAsync()
        );
        string[] states =
        [
            "answered",
            "draft in hand",
            "this week",
            "comes later",
            "open, whenever you like",
        ];

        foreach (
            var (browser, path) in new[]
            {
                (maria, "/"),
                (site.Visitor(), "/"),
                (site.Visitor(), "/@maria"),
            }
        )
        {
            var squares = (await browser.Page(path)).QuerySelectorAll(".strip a");

            squares.Length.ShouldBe(23, path);
            foreach (var (i, square) in squares.Index())
            {
                square.TextContent.ShouldBeOneOf([
                    .. states.Select(s => $"Thing {i + 1}: {titles[i]}, {s}"),
                ]);
            }
        }
    }
}
