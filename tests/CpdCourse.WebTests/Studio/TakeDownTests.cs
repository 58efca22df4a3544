using System.Net;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Studio;

/// <summary>What readers see already, and a moderator wants away.</summary>
public sealed class TakeDownTests
{
    [Fact]
    public async Task A_shown_comment_is_binned_where_it_stands_and_comes_back_by_undo()
    {
        await using var site = new CourseSite();
        var post = await site.PostByMaria();
        var comment = await Shown(site, post);
        await site.RunJobs();
        using var noor = await site.Moderator();
        (await Traces(site, post)).ShouldBe((1, true, true));

        var after = await noor.Press(comment.Id, "TakeDown", Address(post));

        after.Says("#decided").ShouldStartWith("Comment by Dilys binned.");
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Binned);
        await site.RunJobs();
        (await Traces(site, post)).ShouldBe((0, false, false));

        var undone = await noor.Follow(await noor.Send(after, "#undo"));

        undone.Says("#decided").ShouldBe("Undone. Comment by Dilys: it is published.");
        await site.RunJobs();
        (await Traces(site, post)).ShouldBe((1, true, true));
    }

    [Fact]
    public async Task A_shown_trackback_is_binned_where_it_stands()
    {
        await using var site = new CourseSite();
        var post = await site.PostByMaria();
        var mention = await site.AMention(post);
        using var noor = await site.Moderator();
        await noor.Press(mention.Id, "Publish");

        var after = await noor.Press(mention.Id, "TakeDown", Address(post));

        after.Says("#decided").ShouldStartWith("Trackback from blog.example binned.");
        (await site.StateOf(mention.Id)).ShouldBe(Moderation.Binned);
        (await site.Visitor().Page(Address(post))).QuerySelector("#trackbacks li").ShouldBeNull();
    }

    [Fact]
    public async Task Only_moderators_are_offered_it()
    {
        await using var site = new CourseSite();
        var post = await site.PostByMaria();
        await Shown(site, post);
        using var tom = await site.SignedInAs("Tom");

        (await tom.Page(Address(post))).QuerySelector("button[value=TakeDown]").ShouldBeNull();
        (await site.Visitor().Page(Address(post)))
            .QuerySelector("button[value=TakeDown]")
            .ShouldBeNull();
    }

    [Fact]
    public async Task What_was_held_when_it_was_read_is_not_taken_down_after_another_published_it()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();
        var queue = await noor.Page("/studio/moderation");
        await noor.Press(comment.Id, "Publish");

        var after = await noor.Press(queue, comment.Id, "Bin");

        after.Says("#decided").ShouldContain("was already handled: it is published.");
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Shown);
    }

    [Theory]
    [InlineData("Publish")]
    [InlineData("Trust")]
    public async Task R7_words_changed_after_they_were_read_are_not_published(string act)
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();
        var queue = await noor.Page("/studio/moderation");
        await site.Read(async db =>
        {
            var now = await db.Comments.SingleAsync(c => c.Id == comment.Id);
            var words = new CommentWords("Buy this", now.Rendered);
            now.Reword(words, site.Clock.Now).IsDone.ShouldBeTrue();
            return await db.SaveChangesAsync();
        });

        var after = await noor.Press(queue, comment.Id, act);

        after.Says("#decided").ShouldContain("was changed meanwhile. Read it again");
        after.QuerySelector("#undo").ShouldBeNull();
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Held);
        (await site.Trusted()).ShouldBe(0);

        await noor.Press(after, comment.Id, act);
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Shown);
    }

    [Theory]
    [InlineData("Comment", "Done")]
    [InlineData("Comment", "LookAgain")]
    [InlineData("Trackback", "Done")]
    [InlineData("Report", "Bin")]
    public async Task What_does_not_fit_the_item_is_no_request(string kind, string act)
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();
        var queue = await noor.Page("/studio/moderation");
        queue.QuerySelector("button[value=Publish]")!.SetAttribute("value", act);

        var answer = await noor.Send(queue, $"#item-{comment.Id.Value:N}", new { kind }, act);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Trust_ends_when_a_moderator_says_so()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        var mention = await site.AMention(await site.PostByMaria());
        using var noor = await site.Moderator();
        await noor.Press(comment.Id, "Trust");
        await noor.Press(mention.Id, "Trust");

        var list = await noor.Page("/studio/moderation?show=trusted");
        list.Says("#trusted").ShouldContain("blog.example");
        list.Says("#trusted").ShouldContain("Dilys");
        list.DocumentElement.OuterHtml.ShouldNotContain("example.net");
        var after = await noor.Follow(await noor.Send(list, "#trusted form"));

        after.Says("#decided").ShouldBe("Trusted no longer. What comes next waits in the queue.");
        (await site.Trusted()).ShouldBe(1);
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Shown);
    }

    [Fact]
    public async Task Trusted_visitors_go_by_the_name_last_used_all_found_in_one_look()
    {
        await using var site = new CourseSite();
        var post = await site.PostByMaria();
        foreach (var visitor in new[] { "Dilys", "Ewa" })
        {
            var comment = await site.AComment(post, new(null, visitor, $"{visitor}@example.net"));
            using var moderator = await site.Moderator();
            await moderator.Press(comment.Id, "Trust");
            site.Clock.Advance(TimeSpan.FromMinutes(1));
            await site.AComment(post, new(null, $"{visitor} B.", $"{visitor}@example.net"));
        }

        using var noor = await site.Moderator();
        var asked = await SqlCommands.During(
            site,
            async () =>
            {
                var list = (await noor.Page("/studio/moderation?show=trusted")).Says("#trusted");
                list.ShouldContain("Dilys B.");
                list.ShouldContain("Ewa B.");
            }
        );

        var looks = asked.Where(sql => sql.Contains("VisitorMail")).ToList();
        looks.ShouldHaveSingleItem().ShouldNotContain("TrustedSources");
    }

    [Fact]
    public async Task A_report_says_what_a_moderator_can_do_about_it()
    {
        await using var site = new CourseSite();
        await site.AReport("/@maria/soup");
        using var noor = await site.Moderator();

        (await noor.Page("/studio/moderation"))
            .Says("#queue")
            .ShouldContain("A post belongs to its author");
    }

    private static string Address(Post post) => Addresses.Post("maria", post.Slug!);

    private static Task<Comment> Shown(CourseSite site, Post post) =>
        site.AComment(
            post,
            new CommentWriter(null, "Dilys", "dilys@example.net"),
            "My marmalade calendar.",
            known: true
        );

    /// <summary>How many comments the page counts, and whether search and feed have the words.</summary>
    private static async Task<(int Count, bool Found, bool Fed)> Traces(CourseSite site, Post post)
    {
        using var visitor = site.Visitor();
        var page = await visitor.Page(Address(post));
        var count = page.Says("#h-comments") == "1 comment" ? 1 : 0;
        var found = await visitor.GetStringAsync("/search?q=marmalade");
        var fed = await visitor.GetStringAsync("/comments/feed");
        return (
            count,
            found.Contains($"{Address(post)}#c1", StringComparison.Ordinal),
            fed.Contains("marmalade", StringComparison.Ordinal)
        );
    }
}
