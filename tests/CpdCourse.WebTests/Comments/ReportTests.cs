using System.Net;
using CpdCourse.Domain.Conversation;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Comments;

public sealed class ReportTests
{
    private static readonly object Unkind = new
    {
        Input__Reason = "Unkind",
        Input__Words = "It made me sad <b>",
    };

    [Fact]
    public async Task Anybody_can_report_a_comment_without_an_account_or_a_cookie()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();
        var page = await visitor.Page("/report?about=%2F%40maria%2Fsoup%23c3");
        page.QuerySelector("main a[href='/@maria/soup#c3']").ShouldNotBeNull();
        site.Clock.Advance(TimeSpan.FromSeconds(5));

        var answer = await visitor.Send(page, "#report-form", Unkind, "Send");

        answer.ShouldLeadTo("/report/thanks");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await visitor.Page("/report/thanks")).Text("h1").ShouldStartWith("Thank you");
        var report = (await Reports(site)).Single();
        report.About.ShouldBe("/@maria/soup#c3");
        report.Reason.ShouldBe(ReportReason.Unkind);
        report.Words.ShouldBe("It made me sad <b>");
    }

    [Fact]
    public async Task A_long_title_in_another_script_can_be_meant()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", new string('心', 90), "A good week.", 12);
        var about = $"{post.Address()}#c1";

        var page = await site.Visitor().Page($"/report?about={Uri.EscapeDataString(about)}");

        page.QuerySelector("main p a[href*='#c1']")!.GetAttribute("href").ShouldBe(about);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\u0001/evil.example")]
    public async Task Only_what_is_here_can_be_meant(string about)
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        var page = await visitor.Page($"/report?about={Uri.EscapeDataString(about)}");

        page.QuerySelectorAll("main a")
            .Select(a => a.GetAttribute("href"))
            .ShouldAllBe(href => href == "/");
        page.QuerySelector("[name='Input.About']")!.GetAttribute("value").ShouldBe("");
    }

    [Fact]
    public async Task A_reason_is_asked_for_and_the_words_are_kept()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();
        var page = await visitor.Page("/report");
        site.Clock.Advance(TimeSpan.FromSeconds(5));

        var answer = await visitor.Send(page, "#report-form", new { Input__Words = "Hm" });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await Forms.Parse(answer);
        again.QuerySelector("#error-summary a[href='#Input_Reason']").ShouldNotBeNull();
        again.QuerySelector("#Input_Reason").ShouldNotBeNull();
        again.Text("#Input_Words").ShouldBe("Hm");
        (await visitor.Send(again, "#report-form", Unkind)).ShouldLeadTo("/report/thanks");
    }

    [Fact]
    public async Task Too_many_words_are_refused_and_kept()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();
        var page = await visitor.Page("/report");
        site.Clock.Advance(TimeSpan.FromSeconds(5));

        var answer = await visitor.Send(
            page,
            "#report-form",
            new { Input__Reason = "Other", Input__Words = new string('a', 2_001) }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Forms.Parse(answer)).Text("#Input_Words").Length.ShouldBe(2_001);
    }

    [Fact]
    public async Task Programs_are_refused_and_a_flood_waits()
    {
        await using var site = new CourseSite(("Limits:CommentsPerTenMinutes", "2"));
        using var visitor = site.Visitor();
        var page = await visitor.Page("/report");
        (await visitor.Send(page, "#report-form", Unkind)).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        site.Clock.Advance(TimeSpan.FromSeconds(5));
        (
            await visitor.Send(
                page,
                "#report-form",
                new { Input__Reason = "Spam", Input__Subject = "x" }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        for (var n = 0; n < 2; n++)
        {
            await visitor.Send(
                page,
                "#report-form",
                new { Input__Reason = "Spam", Input__Words = $"{n}" }
            );
        }

        var answer = await visitor.Send(
            page,
            "#report-form",
            new { Input__Reason = "Spam", Input__Words = "third" }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await Forms.Parse(answer)).Text("#Input_Words").ShouldBe("third");
        (await Reports(site)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task R2_the_same_form_twice_is_one_report()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();
        var page = await visitor.Page("/report");
        site.Clock.Advance(TimeSpan.FromSeconds(5));

        var answers = await Task.WhenAll(
            visitor.Send(page, "#report-form", Unkind),
            visitor.Send(page, "#report-form", Unkind)
        );

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.SeeOther);
        (await Reports(site)).Count.ShouldBe(1);
    }

    private static Task<List<Report>> Reports(CourseSite site) =>
        site.Read(db => db.Reports.AsNoTracking().ToListAsync());
}
