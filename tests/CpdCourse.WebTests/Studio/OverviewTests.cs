using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Studio;

public sealed class OverviewTests
{
    [Fact]
    public async Task It_greets_by_the_time_of_the_run_and_names_the_week()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();

        var noon = await wen.Page("/studio");
        noon.Says(".eyebrow").ShouldBe("Studio · Spring run, week 13 of 26");
        noon.Says("h1").ShouldBe("Good afternoon, Wen");

        site.Clock.Advance(TimeSpan.FromHours(16));
        (await wen.Page("/studio")).Says("h1").ShouldBe("Good morning, Wen");
    }

    [Fact]
    public async Task With_nothing_to_do_nothing_wants_you()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();

        var page = await wen.Page("/studio");

        page.Says("#todo").ShouldBe("Nothing wants you");
        page.QuerySelectorAll(".panel a").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "Mail is not set up")]
    [InlineData("smtp.example.org", null)]
    public async Task Letters_that_only_fill_a_folder_are_named(string server, string? said)
    {
        await using var site = new CourseSite(("Mail:Host", server));
        var folder = Directory.CreateDirectory(Path.Combine(site.Folder, "mail")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "1.eml"), "To: maria@example.org");
        await File.WriteAllTextAsync(Path.Combine(folder, "2.eml"), "To: tom@example.org");
        using var wen = await site.Organiser();

        var page = await wen.Page("/studio");
        var jobs = await wen.Page("/studio/jobs");

        page.QuerySelector(".panel li b")?.TextContent.ShouldBe(said);
        page.Says(".panel")
            .Contains("2 letters wait in the mail folder")
            .ShouldBe(said is not null);
        (jobs.QuerySelector("#mail") is not null).ShouldBe(said is not null);
    }

    [Fact]
    public async Task It_lists_what_wants_an_organiser_with_a_way_to_do_it()
    {
        await using var site = new CourseSite();
        await site.FromDilys();
        await site.FromDilys(text: "More.");
        await site.AMention(await site.PostByMaria());
        await site.AReport();
        await site.AParkedJob();
        await site.AParkedJob("PostPublished>SendOutgoingLinks");
        using var wen = await site.Organiser();

        var page = await wen.Page("/studio");

        page.Says("#todo").ShouldBe("Five things want you today");
        page.QuerySelectorAll(".panel li b")
            .Select(b => b.TextContent)
            .ShouldBe([
                "2 comments to read",
                "1 trackback to look at",
                "1 report",
                "1 letter could not be sent",
                "1 job could not be done",
            ]);
        foreach (var link in page.QuerySelectorAll(".panel a").Select(a => a.GetAttribute("href")!))
        {
            (await wen.GetAsync(new Uri(link, UriKind.Relative))).EnsureSuccessStatusCode();
        }
    }

    [Fact]
    public async Task A_moderator_is_not_sent_to_pages_of_organisers()
    {
        await using var site = new CourseSite();
        await site.AParkedJob();
        using var noor = await site.Moderator();

        var page = await noor.Page("/studio");

        page.Says("#todo").ShouldBe("Nothing wants you");
        page.QuerySelectorAll("main a[href^='/studio/things'], main a[href^='/studio/jobs']")
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Thing_of_next_week_without_questions_wants_them()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var edit = await wen.Page("/studio/things/13");
        await wen.Follow(await wen.Send(edit, "#thing", new { Input__Prompts = "" }));

        (await wen.Page("/studio")).Says("#todo").ShouldBe("Nothing wants you");
        site.Clock.Advance(TimeSpan.FromDays(6));
        using var later = await site.Organiser();
        var page = await later.Page("/studio");

        page.Says(".panel li").ShouldStartWith("Thing 13 has no questions yet");
        page.Says(".panel li").ShouldContain("20 April, 09:00");
        page.QuerySelector(".panel a")!.GetAttribute("href").ShouldBe("/studio/things/13");
    }

    [Fact]
    public async Task The_figures_count_what_people_on_the_course_can_read()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var tom = await site.APerson("Tom");
        var old = await site.APost("Maria", "Old", "Text.", 1);
        site.Clock.Advance(TimeSpan.FromDays(2));
        await site.AComment(old, new CommentWriter(tom), known: true);
        site.Clock.Advance(TimeSpan.FromDays(18));
        var own = await site.APost("Maria", "Own words only", "Text.", 12);
        await site.AComment(own, new CommentWriter(own.Author), known: true);
        await site.APost("Tom", "Quiet", "Text.", 12, 13);
        site.Clock.Advance(TimeSpan.FromDays(4));
        await site.APost("Tom", "Fresh", "Text.", 2);
        await site.ADraft(
            "Tom",
            new Draft
            {
                Title = "Draft",
                Text = "x",
                Things = [3],
            }
        );
        using var now = await site.Organiser();

        var page = await now.Page("/studio");

        var figures = page.QuerySelectorAll(".stat dd").Select(d => d.TextContent).ToList();
        figures[0].ShouldBe("30 joined this week");
        figures[1].ShouldBe("23 posts");
        figures[2].ShouldBe("54 this week");
        figures[3].ShouldBe("33%had a comment within 3 days");
    }

    [Fact]
    public async Task Private_posts_do_not_count()
    {
        await using var site = new CourseSite();
        var post = await site.PostByMaria();
        using var wen = await site.Organiser();
        await site.Within(async s =>
        {
            var db = (Data.CourseDb)s.GetService(typeof(Data.CourseDb))!;
            (await db.Posts.SingleAsync(p => p.Id == post.Id)).Withdraw(site.Clock.Now);
            return await db.SaveChangesAsync();
        });

        var page = await wen.Page("/studio");

        page.QuerySelectorAll(".stat dd")[2].TextContent.ShouldBe("00 this week");
        page.Says(".empty").ShouldStartWith("No responses yet.");
    }

    [Fact]
    public async Task The_chart_says_the_same_as_its_table()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "One", "Text.", 1);
        await site.APost("Tom", "One too", "Text.", 1, 12);
        using var wen = await site.Organiser();

        var page = await wen.Page("/studio");

        var svg = page.QuerySelector("svg.chart")!;
        svg.QuerySelector("title")!
            .TextContent.ShouldBe(
                "Responses to each Thing so far: most to Thing 1 with 2, fewest to Thing 2 with 0, 1 to Thing 12 of this week."
            );
        svg.QuerySelectorAll("rect").Length.ShouldBe(23);
        svg.QuerySelectorAll("rect.bar-now").Length.ShouldBe(1);
        svg.QuerySelectorAll("rect.bar-later").Length.ShouldBe(11);
        svg.QuerySelector("rect")!.GetAttribute("height").ShouldBe("148.0");
        svg.QuerySelectorAll("text").Length.ShouldBe(23 + 3);
        page.QuerySelectorAll("details tbody tr").Length.ShouldBe(12);
        page.QuerySelector("details tbody tr")!
            .Children.Select(c => c.TextContent)
            .ShouldBe(["Thing 1", "2"]);
    }

    [Fact]
    public async Task The_next_weeks_show_pauses_in_place()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();

        var page = await wen.Page("/studio");

        var rows = page.QuerySelectorAll("section[aria-labelledby=h-sched] tbody tr");
        rows.Select(r => r.QuerySelector("td")!.TextContent).ShouldBe(["13", "14", "15", "16"]);
        rows[0].ClassName.ShouldBe("is-now");
        rows[0].TextContent.ShouldContain("Thing 12: Putting the social into social media");
        rows[0].TextContent.ShouldContain("6 April, 09:00");
        rows[1].TextContent.ShouldContain("Catch-up week");
        rows[2].TextContent.ShouldContain("Scheduled");
    }

    [Theory]
    [InlineData(-100, "Studio · Spring run, begins 12 January 2026", "1")]
    [InlineData(200, "Studio · Spring run, finished", null)]
    public async Task It_works_before_the_beginning_and_after_the_end(
        int days,
        string eyebrow,
        string? firstWeek
    )
    {
        await using var site = new CourseSite();
        site.Clock.Advance(TimeSpan.FromDays(days));
        using var wen = await site.Organiser();

        var page = await wen.Page("/studio");

        page.Says(".eyebrow").ShouldBe(eyebrow);
        page.QuerySelector("section[aria-labelledby=h-sched] tbody td")
            ?.TextContent.ShouldBe(firstWeek);
    }

    [Fact]
    public async Task A_name_is_text()
    {
        await using var site = new CourseSite();
        await site.APerson("<script>x</script>", Domain.People.Role.Organiser);
        using var odd = await site.SignedInAs("<script>x</script>");

        var page = await odd.Page("/studio");

        page.Says("h1").ShouldBe("Good afternoon, <script>x</script>");
        page.QuerySelectorAll("main script").ShouldBeEmpty();
    }

    [Fact]
    public async Task It_takes_three_queries()
    {
        await using var site = new CourseSite();
        await site.FromDilys();
        using var wen = await site.Organiser();
        await wen.Page("/studio");

        var asked = await SqlCommands.During(site, () => wen.Page("/studio"));

        asked.Count.ShouldBe(3, string.Join("\n\n", asked));
    }
}
