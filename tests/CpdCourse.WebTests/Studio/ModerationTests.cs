using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Studio;

public sealed class ModerationTests
{
    [Fact]
    public async Task An_empty_queue_says_so()
    {
        await using var site = new CourseSite();
        using var noor = await site.Moderator();

        (await noor.Page("/studio/moderation")).Says(".empty").ShouldStartWith("Nothing waits.");
        (await noor.Page("/studio/moderation?show=bin"))
            .Says(".empty")
            .ShouldStartWith("The bin is empty.");
    }

    [Fact]
    public async Task A_held_comment_is_published_and_the_notice_names_it()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();

        var after = await noor.Press(comment.Id, "Publish");

        after.Says("#decided").ShouldStartWith("Comment by Dilys published.");
        after.Says(".empty").ShouldStartWith("Nothing waits.");
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Shown);
        (await site.Trusted()).ShouldBe(0);
    }

    [Fact]
    public async Task Publishing_and_trusting_lets_the_visitors_address_through()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys(mail: "Dilys@Example.net");
        using var noor = await site.Moderator();

        await noor.Press(comment.Id, "Trust");

        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Shown);
        var source = await site.Read(db => db.TrustedSources.SingleAsync());
        (source.Kind, source.Value).ShouldBe((SourceKind.Visitor, "dilys@example.net"));
    }

    [Fact]
    public async Task Without_an_address_there_is_nobody_to_trust()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys(mail: "");
        using var noor = await site.Moderator();

        var queue = await noor.Page("/studio/moderation");

        queue.QuerySelector("button[value=Trust]").ShouldBeNull();
        queue.QuerySelector($"#item-{comment.Id.Value:N} button[value=Publish]").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_address_of_a_visitor_is_shown_to_nobody()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();

        var before = await noor.GetStringAsync("/studio/moderation");
        var after = await noor.Press(comment.Id, "Trust");

        before.ShouldNotContain("example.net");
        after.DocumentElement.OuterHtml.ShouldNotContain("example.net");
    }

    [Fact]
    public async Task A_comment_is_binned()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();

        var after = await noor.Press(comment.Id, "Bin");

        after.Says("#decided").ShouldStartWith("Comment by Dilys binned.");
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Binned);
    }

    [Fact]
    public async Task A_verified_trackback_can_be_published_with_its_site()
    {
        await using var site = new CourseSite();
        var mention = await site.AMention(await site.PostByMaria());
        using var noor = await site.Moderator();

        var after = await noor.Press(mention.Id, "Trust");

        after.Says("#decided").ShouldStartWith("Trackback from blog.example published.");
        (await site.StateOf(mention.Id)).ShouldBe(Moderation.Shown);
        var source = await site.Read(db => db.TrustedSources.SingleAsync());
        (source.Kind, source.Value).ShouldBe((SourceKind.Host, "blog.example"));
    }

    [Theory]
    [InlineData("The page does not link here", "The page does not link here")]
    [InlineData(null, "Not looked at yet")]
    public async Task An_unverified_trackback_shows_why_and_cannot_be_published(
        string? doubt,
        string badge
    )
    {
        await using var site = new CourseSite();
        var mention = await site.AMention(await site.PostByMaria(), verified: false, doubt: doubt);
        using var noor = await site.Moderator();

        var queue = await noor.Page("/studio/moderation");

        queue.Says(".badge-danger").ShouldBe(badge);
        var form = $"#item-{mention.Id.Value:N}";
        queue
            .QuerySelectorAll($"{form} button")
            .Select(b => b.GetAttribute("value"))
            .ShouldBe(["LookAgain", "Bin", "blog.example"]);
    }

    [Fact]
    public async Task A_forged_publication_of_an_unverified_trackback_is_refused_in_words()
    {
        await using var site = new CourseSite();
        var mention = await site.AMention(await site.PostByMaria(), verified: false);
        using var noor = await site.Moderator();
        var queue = await noor.Page("/studio/moderation");
        queue.QuerySelector("button[value=LookAgain]")!.SetAttribute("value", "Publish");

        var after = await noor.Press(queue, mention.Id, "Publish");

        after.Says("#decided").ShouldContain("has not been found to link here");
        after.QuerySelector("#undo").ShouldBeNull();
        (await site.StateOf(mention.Id)).ShouldBe(Moderation.Held);
    }

    [Fact]
    public async Task Look_again_forgets_the_tries_and_asks_for_another_look()
    {
        await using var site = new CourseSite();
        var mention = await site.AMention(
            await site.PostByMaria(),
            verified: false,
            doubt: "The page does not link here"
        );
        using var noor = await site.Moderator();

        var after = await noor.Press(mention.Id, "LookAgain");

        after.Says("#decided").ShouldContain("looked at again");
        after.Says(".badge-danger").ShouldBe("Not looked at yet");
        var (tries, problem) = await site.Read(async db =>
        {
            var now = await db.Mentions.SingleAsync(m => m.Id == mention.Id);
            return (now.Tries, now.Problem);
        });
        (tries, problem).ShouldBe((0, null));
    }

    [Fact]
    public void Look_again_raises_the_claim_anew_until_it_is_decided()
    {
        var mention = Mention.Claim(
            new Uri("https://blog.example/1"),
            new MentionTarget(Id<Post>.New(), null),
            Protocol.Webmention,
            new MentionWords(),
            TestClock.Start
        );
        mention.Doubt("The page does not answer", TestClock.Start);
        mention.TakeEvents();

        mention.LookAgain();
        mention.TakeEvents().ShouldBe([new MentionClaimed(mention.Id)]);
        mention.Tries.ShouldBe(0);

        mention.Confirm(new MentionWords(), trusted: true, TestClock.Start);
        mention.TakeEvents();
        mention.LookAgain();
        mention.TakeEvents().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_shows_what_is_meant_and_is_done_with()
    {
        await using var site = new CourseSite();
        var report = await site.AReport();
        using var noor = await site.Moderator();

        var queue = await noor.Page("/studio/moderation");
        queue.QuerySelector("#queue a")!.GetAttribute("href").ShouldBe("/@maria/soup#c3");
        queue.Says("#queue").ShouldContain("Advertising or a swindle");
        queue.Says("#queue").ShouldContain("This is an advertisement.");

        var after = await noor.Press(queue, report.Id, "Done");

        after.Says("#decided").ShouldStartWith("Report done with.");
        (await site.Read(db => db.Reports.SingleAsync())).HandledAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Each_button_names_whose_item_it_acts_on()
    {
        await using var site = new CourseSite();
        var post = await site.PostByMaria();
        await site.FromDilys();
        await site.AMention(post);
        await site.AMention(post, "https://spam.example/1", verified: false);
        await site.AReport();
        using var noor = await site.Moderator();

        var queue = await noor.Page("/studio/moderation");

        var names = queue.QuerySelectorAll("#queue button").Select(b => b.TextContent).ToList();
        names.Count.ShouldBe(11);
        names.ShouldAllBe(n =>
            n.Contains("Dilys", StringComparison.Ordinal)
            || n.Contains("blog.example", StringComparison.Ordinal)
            || n.Contains("spam.example", StringComparison.Ordinal)
            || n.Contains("/@maria/soup#c3", StringComparison.Ordinal)
        );
    }
}
