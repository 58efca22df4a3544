using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.WebTests.Comments;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Where replies from other sites stand, and where they count.</summary>
public sealed class ReplyPlaceTests : IAsyncLifetime
{
    private const string Here = "/@maria/soup";
    private StrangersSite stranger = null!;
    private CourseSite site = null!;
    private Post post = null!;

    public async ValueTask InitializeAsync()
    {
        stranger = await StrangersSite.Open();
        site = new CourseSite(StrangersSite.Allowed);
        post = await site.APost("Maria", "Soup", "Words.", 12);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await stranger.DisposeAsync();
    }

    [Theory]
    [InlineData("#c1")]
    [InlineData("/comments/1")]
    public async Task A_reply_to_a_comment_stands_below_it(string end)
    {
        await site.TrustStrangers();
        await site.AComment(post, "Dilys", "Which soup?");
        await site.AComment(post, "Tom", "Hello");
        var target = Webmentions.Permalink + end;

        await site.Hear(stranger.Reply("Leek.", target), target);

        var page = await site.Visitor().Page(Here);
        page.Text("#h-comments").ShouldBe("3 comments");
        page.Text(".thread > li:first-child > .replies .said").ShouldBe("Leek.");
    }

    [Fact]
    public async Task Below_the_second_level_it_says_whom_it_answers()
    {
        await site.TrustStrangers();
        await site.AComment(post, "Dilys", "Which soup?");
        using var tom = await site.SignedInAs("Tom");
        await tom.Comment(site, $"{Here}?reply=1", new { Input__Text = "Leek soup" });

        await site.Hear(stranger.Reply("Mine too.", $"{Webmentions.Permalink}#c2"));

        var page = await site.Visitor().Page(Here);
        page.QuerySelectorAll(".replies .said")
            .Select(s => s.TextContent)
            .ShouldBe(["Leek soup", "@tomMine too."]);
    }

    [Theory]
    [InlineData("#c1")]
    [InlineData("#c9")]
    public async Task A_comment_that_readers_do_not_see_is_answered_as_the_post(string end)
    {
        await site.TrustStrangers();
        await site.AComment(post, "Dilys", "Held words", known: false);

        await site.Hear(stranger.Reply("Leek.", Webmentions.Permalink + end));

        (await site.TheMention()).Answers.ShouldBeNull();
        var page = await site.Visitor().Page(Here);
        page.Text(".thread > li > .comment .said").ShouldBe("Leek.");
    }

    [Fact]
    public async Task Replies_and_comments_stand_in_order_of_time_and_count_in_lists()
    {
        await site.TrustStrangers();
        await site.AComment(post, "Dilys", "First");
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.Hear(stranger.Reply("Second"));
        await site.AComment(post, "Tom", "Third");

        var page = await site.Visitor().Page(Here);
        page.QuerySelectorAll(".thread .said")
            .Select(s => s.TextContent.Trim())
            .ShouldBe(["First", "Second", "Third"]);
        var facts = (await site.Visitor().Page("/responses")).Text(".post-item .facts");
        facts.ShouldContain("3 comments");
        facts.ShouldNotContain("trackback");
    }

    [Fact]
    public async Task A_post_that_was_answered_elsewhere_is_no_longer_offered_as_unheard()
    {
        await site.TrustStrangers();
        using var visitor = site.Visitor();
        (await visitor.Page("/things/12/responses?filter=no-comments"))
            .QuerySelector(".post-item")
            .ShouldNotBeNull();

        await site.Hear(stranger.Reply("I cooked it."));

        (await visitor.Page("/things/12/responses?filter=no-comments"))
            .QuerySelector(".post-item")
            .ShouldBeNull();
    }

    [Fact]
    public async Task A_page_with_replies_asks_as_often_as_one_without()
    {
        await site.TrustStrangers();
        using var tom = await site.SignedInAs("Tom");
        var before = await Asked(tom);

        await site.AComment(post, "Dilys", "Which soup?");
        await site.Hear(stranger.Reply("Leek.", $"{Webmentions.Permalink}#c1"));
        await site.Hear(stranger.Reply("Mine too.", path: "/second"));

        (await Asked(tom)).ShouldBe(before);
    }

    // When nothing is kept of what was asked before but the course.
    private async Task<int> Asked(HttpClient reader)
    {
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await reader.GetAsync("/things");
        return (await SqlCommands.During(site, () => reader.GetAsync(Here))).Count;
    }
}
