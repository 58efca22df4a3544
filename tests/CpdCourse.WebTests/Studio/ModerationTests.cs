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
            .ShouldBe(["LookAgain", "Bin"]);
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
        names.Count.ShouldBe(9);
        names.ShouldAllBe(n =>
            n.Contains("Dilys", StringComparison.Ordinal)
            || n.Contains("blog.example", StringComparison.Ordinal)
            || n.Contains("spam.example", StringComparison.Ordinal)
            || n.Contains("/@maria/soup#c3", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Words_of_strangers_are_text_and_their_addresses_vouch_for_nothing()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "<b onclick=x>Soup</b>", "Text.", 12);
        await site.AComment(
            post,
            new CommentWriter(
                null,
                "<img src=x onerror=alert(1)>",
                "a@example.net",
                "https://evil.example/?a=\"><script>alert(2)</script>"
            ),
            "Hello <script>alert(3)</script> [x](javascript:alert(4))"
        );
        await site.AMention(
            post,
            "https://blog.example/%22%3E%3Cscript%3E",
            words: new MentionWords("<script>5</script>", "\"><svg onload=x>", "<i>site</i>")
        );
        await site.AReport("/x\"><script>6</script>", "<script>7</script>");
        using var noor = await site.Moderator();

        var queue = await noor.Page("/studio/moderation");

        queue
            .QuerySelectorAll("main script, main img, main svg[onload], main [onclick], main i")
            .ShouldBeEmpty();
        queue
            .QuerySelectorAll("main a")
            .Select(a => a.GetAttribute("href")!)
            .ShouldAllBe(h =>
                h.StartsWith('/') || h.StartsWith("https://", StringComparison.Ordinal)
            );
        queue
            .QuerySelectorAll("main a[href^='https:']")
            .ShouldAllBe(a => a.GetAttribute("rel") == "nofollow noopener");
        var after = await noor.Press<Comment>(
            queue,
            await site.Read(db => db.Comments.Select(c => c.Id).SingleAsync()),
            "Publish"
        );
        after.QuerySelectorAll("main img, main script").ShouldBeEmpty();
        after.Says("#decided").ShouldContain("<img src=x onerror=alert(1)>");
    }

    [Fact]
    public async Task What_waits_under_a_post_that_moderators_cannot_read_is_not_there()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        var mention = await site.AMention(await site.PostByMaria());
        using var noor = await site.Moderator();
        var before = await noor.Page("/studio/moderation");
        await site.Within(async s =>
        {
            var db = (Data.CourseDb)s.GetService(typeof(Data.CourseDb))!;
            var post = await db.Posts.SingleAsync();
            post.Withdraw(site.Clock.Now);
            return await db.SaveChangesAsync();
        });

        var queue = await noor.Page("/studio/moderation");
        queue.Says(".empty").ShouldStartWith("Nothing waits.");
        queue.Says(".filters").ShouldContain("Everything (0)");
        queue.DocumentElement.TextContent.ShouldNotContain("Soup");

        var after = await noor.Press(before, comment.Id, "Publish");
        after.Says("#decided").ShouldStartWith("That was already handled.");
        await noor.Press(before, mention.Id, "Bin");
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Held);
        (await site.StateOf(mention.Id)).ShouldBe(Moderation.Held);
    }

    [Theory]
    [InlineData("Nonsense")]
    [InlineData("17")]
    [InlineData("")]
    public async Task An_unknown_act_is_refused(string act)
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();
        var queue = await noor.Page("/studio/moderation");
        queue.QuerySelector("button[value=Publish]")!.SetAttribute("value", act);

        var answer = await noor.Send(queue, $"#item-{comment.Id.Value:N}", null, "Publish");

        ((int)answer.StatusCode).ShouldBe(400);
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Held);
    }

    [Fact]
    public async Task Who_decided_what_is_logged_without_addresses()
    {
        await using var site = new CourseSite(
            ("Logging:LogLevel:CpdCourse.Web.Features.Studio", "Information")
        );
        var post = await site.PostByMaria();
        var comment = await site.AComment(
            post,
            new CommentWriter(null, "me@example.net", "me@example.net")
        );
        using var noor = await site.Moderator();
        using var log = new LogLines(site);

        await noor.Press(comment.Id, "Trust");

        log.Lines.ShouldContain("noor decided Trust: Comment by [address].");
        log.Lines.ShouldAllBe(l => !l.Contains("example.net", StringComparison.Ordinal));
    }
}
