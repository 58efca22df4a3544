using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Studio;

/// <summary>What hostile senders and the over-curious meet.</summary>
public sealed class ModerationGuardTests
{
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
    }

    [Fact]
    public async Task A_name_in_a_notice_is_text()
    {
        await using var site = new CourseSite();
        var comment = await site.AComment(
            await site.PostByMaria(),
            new CommentWriter(null, "<img src=x onerror=alert(1)>")
        );
        using var noor = await site.Moderator();

        var after = await noor.Press(comment.Id, "Publish");

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
            ("Logging:LogLevel:CpdCourse.Security", "Information")
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
