using CpdCourse.Domain.Common;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Studio;

public sealed class UndoTests
{
    [Fact]
    public async Task A_published_comment_goes_back_into_the_queue()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();

        var after = await Undo(noor, await noor.Press(comment.Id, "Publish"));

        after.Says("#decided").ShouldContain("it waits in the queue");
        after.QuerySelector("#undo").ShouldBeNull();
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Held);
    }

    [Fact]
    public async Task Taking_back_trust_takes_back_the_trusted_address()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();

        await Undo(noor, await noor.Press(comment.Id, "Trust"));

        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Held);
        (await site.Trusted()).ShouldBe(0);
    }

    [Fact]
    public async Task Who_was_trusted_before_stays_trusted()
    {
        await using var site = new CourseSite();
        var first = await site.FromDilys();
        var second = await site.FromDilys(text: "And another.");
        using var noor = await site.Moderator();
        await noor.Press(first.Id, "Trust");
        site.Clock.Advance(TimeSpan.FromHours(1));

        await Undo(noor, await noor.Press(second.Id, "Trust"));

        (await site.StateOf(second.Id)).ShouldBe(Moderation.Held);
        (await site.Trusted()).ShouldBe(1);
    }

    [Fact]
    public async Task A_binned_trackback_comes_back()
    {
        await using var site = new CourseSite();
        var mention = await site.AMention(await site.PostByMaria());
        using var noor = await site.Moderator();

        await Undo(noor, await noor.Press(mention.Id, "Bin"));

        (await site.StateOf(mention.Id)).ShouldBe(Moderation.Held);
    }

    [Fact]
    public async Task A_trusted_site_is_trusted_no_longer()
    {
        await using var site = new CourseSite();
        var mention = await site.AMention(await site.PostByMaria());
        using var noor = await site.Moderator();

        await Undo(noor, await noor.Press(mention.Id, "Trust"));

        (await site.StateOf(mention.Id)).ShouldBe(Moderation.Held);
        (await site.Trusted()).ShouldBe(0);
    }

    [Fact]
    public async Task A_report_is_opened_again()
    {
        await using var site = new CourseSite();
        var report = await site.AReport();
        using var noor = await site.Moderator();

        await Undo(noor, await noor.Press(report.Id, "Done"));

        (await site.Read(db => db.Reports.SingleAsync())).HandledAt.ShouldBeNull();
    }

    [Fact]
    public async Task The_bin_holds_thirty_days_and_gives_back()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        var mention = await site.AMention(await site.PostByMaria());
        using var noor = await site.Moderator();
        await noor.Press(comment.Id, "Bin");
        site.Clock.Advance(TimeSpan.FromDays(10));
        using var later = await site.Moderator();
        await later.Press(mention.Id, "Bin");

        var bin = await later.Page("/studio/moderation?show=bin");
        bin.QuerySelectorAll("#queue > li").Length.ShouldBe(2);
        bin.Says("#queue > li:first-child").ShouldContain("On soup");

        var after = await later.Press(bin, comment.Id, "PutBack");
        after.Says("#decided").ShouldStartWith("Comment by Dilys waits in the queue again.");
        after.QuerySelectorAll("#queue > li").Length.ShouldBe(1);
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Held);

        await Undo(later, after);
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Binned);

        site.Clock.Advance(TimeSpan.FromDays(31));
        using var muchLater = await site.Moderator();
        (await muchLater.Page("/studio/moderation?show=bin"))
            .Says(".empty")
            .ShouldStartWith("The bin is empty.");
    }

    [Fact]
    public async Task After_thirty_days_a_decision_stays()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();
        var notice = await noor.Press(comment.Id, "Publish");
        site.Clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1));
        using var later = await site.Moderator();

        var fresh = await later.Page("/studio/moderation" + notice.Location.Search);
        var after = await Undo(later, fresh);

        after.Says("#decided").ShouldContain("30 days");
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Shown);
    }

    [Fact]
    public async Task Two_clicks_on_publish_are_one_publication_with_a_way_back()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();
        var queue = await noor.Page("/studio/moderation");
        await noor.Press(queue, comment.Id, "Trust");

        var second = await noor.Press(queue, comment.Id, "Trust");

        second.Says("#decided").ShouldContain("already handled: it is published");
        (await site.Trusted()).ShouldBe(1);
        await Undo(noor, second);
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Held);
        (await site.Trusted()).ShouldBe(0);
    }

    [Fact]
    public async Task R2_clicks_in_the_same_moment_publish_once()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();
        var queue = await noor.Page("/studio/moderation");
        var form = $"#item-{comment.Id.Value:N}";

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => noor.Send(queue, form, null, "Trust"))
        );

        answers.ShouldAllBe(a => (int)a.StatusCode == 302);
        (await site.Trusted()).ShouldBe(1);
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Shown);
    }

    [Fact]
    public async Task R7_who_comes_second_is_told_and_overrules_nobody()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();
        using var wen = await site.Organiser();
        var seenByBoth = await noor.Page("/studio/moderation");
        await wen.Press(comment.Id, "Bin");

        var after = await noor.Press(seenByBoth, comment.Id, "Publish");

        after.Says("#decided").ShouldBe("Comment by Dilys was already handled: it is in the bin.");
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Binned);
    }

    [Fact]
    public async Task A_comment_taken_back_meanwhile_stays_taken_back()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();
        var notice = await noor.Press(comment.Id, "Publish");
        await site.Within(async s =>
        {
            var db = (Data.CourseDb)s.GetService(typeof(Data.CourseDb))!;
            (await db.Comments.SingleAsync()).TakeBack(site.Clock.Now);
            return await db.SaveChangesAsync();
        });

        var after = await Undo(noor, notice);

        after.Says("#decided").ShouldContain("it was taken back");
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Withdrawn);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_forged_slip_is_refused(string slip)
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();
        var notice = await noor.Press(comment.Id, "Publish");

        var answer = await noor.Send(notice, "#undo", new { done = slip });

        ((int)answer.StatusCode).ShouldBe(400);
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Shown);
        (await noor.Page("/studio/moderation?done=forged"))
            .QuerySelector("#decided")
            .ShouldBeNull();
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> Undo(
        HttpClient browser,
        AngleSharp.Html.Dom.IHtmlDocument notice
    ) => await browser.Follow(await browser.Send(notice, "#undo"));
}
