using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.People;
using CpdCourse.Testing;
using CpdCourse.WebTests.Comments;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Pages elsewhere that answer a post of ours: they stand among its comments.</summary>
public sealed class ReplyTests : IAsyncLifetime
{
    private const string Here = "/@maria/soup";
    private StrangersSite stranger = null!;
    private CourseSite site = null!;

    public async ValueTask InitializeAsync()
    {
        stranger = await StrangersSite.Open();
        site = new CourseSite(StrangersSite.Allowed);
        await site.APost("Maria", "Soup", "Words.", 12);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await stranger.DisposeAsync();
    }

    [Fact]
    public async Task P2_17_a_reply_waits_and_then_stands_among_the_comments_with_author_words_and_the_way_to_its_page()
    {
        var source = stranger.Reply("I cooked it &lt;b&gt;too&lt;/b&gt;.");

        await site.Hear(source);
        using var visitor = site.Visitor();
        (await visitor.Page(Here)).QuerySelector(".thread").ShouldBeNull();
        (await site.PublishTheMention()).IsDone.ShouldBeTrue();

        var page = await visitor.Page(Here);
        page.Text("#h-comments").ShouldBe("1 comment");
        page.Text("#h-tb").ShouldBe("Trackbacks");
        page.Text(".thread .said").ShouldBe("I cooked it <b>too</b>.");
        page.Text(".thread .who").ShouldContain("by webmention");
        page.Text(".thread .who").ShouldContain("on 127.0.0.1");
        var author = page.QuerySelector(".thread .p-author a")!;
        author.TextContent.ShouldBe("Amara");
        author.GetAttribute("href").ShouldBe("https://amara.example/");
        var link = page.QuerySelector(".thread .acts a.u-url")!;
        link.TextContent.ShouldBe("Read it on their own site");
        link.GetAttribute("href").ShouldBe(source.AbsoluteUri);
        link.GetAttribute("rel").ShouldBe("nofollow ugc noopener");
        stranger.Visits.ShouldBe(["GET /reply"]);
    }

    [Fact]
    public async Task Of_a_trusted_site_it_is_on_the_page_that_strangers_share_at_once()
    {
        await site.TrustStrangers();
        using var visitor = site.Visitor();
        (await visitor.GetStringAsync(Here)).ShouldContain("No comments yet");

        await site.Hear(stranger.Reply("I cooked it."));

        (await visitor.GetStringAsync(Here)).ShouldContain("I cooked it.");
    }

    [Fact]
    public async Task P1_2_11_sent_again_a_reply_has_its_new_words_or_is_gone()
    {
        await site.TrustStrangers();
        var source = stranger.Reply("I cooked it.");
        await site.Hear(source);
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        stranger.Reply("I burnt it.");
        await site.Hear(source);
        using var visitor = site.Visitor();
        (await visitor.Page(Here)).Text(".thread .said").ShouldBe("I burnt it.");

        site.Clock.Advance(TimeSpan.FromMinutes(1));
        stranger.Status("/reply", 410);
        await site.Hear(source);
        (await visitor.Page(Here)).QuerySelector(".thread").ShouldBeNull();
    }

    [Fact]
    public async Task Other_words_of_an_unknown_site_are_read_first_and_the_same_words_are_not()
    {
        var source = stranger.Reply("I cooked it.");
        await site.Hear(source);
        await site.PublishTheMention();
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        await site.Hear(source);
        (await site.TheMention()).State.ShouldBe(Moderation.Shown);

        site.Clock.Advance(TimeSpan.FromMinutes(1));
        stranger.Reply("Buy watches.");
        await site.Hear(source);
        (await site.TheMention()).State.ShouldBe(Moderation.Held);
    }

    [Fact]
    public async Task What_no_longer_answers_but_links_is_a_trackback()
    {
        await site.TrustStrangers();
        var source = stranger.Reply("I cooked it.");
        await site.Hear(source);
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        stranger.Reply("I cooked it.", property: "u-url");
        await site.Hear(source);

        var page = await site.Visitor().Page(Here);
        page.Text("#h-comments").ShouldBe("Comments");
        page.Text("#h-tb").ShouldBe("1 trackback");
    }

    [Theory]
    [InlineData("u-like-of", MentionKind.Like, "u-like")]
    [InlineData("u-repost-of", MentionKind.Repost, "u-repost")]
    [InlineData("u-bookmark-of", MentionKind.Bookmark, "u-bookmark")]
    public async Task P2_4_all_else_stays_a_trackback_that_says_what_it_is(
        string property,
        MentionKind kind,
        string says
    )
    {
        await site.TrustStrangers();
        await site.Hear(stranger.Reply("Words.", property: property));

        (await site.TheMention()).Kind.ShouldBe(kind);
        var page = await site.Visitor().Page(Here);
        page.QuerySelector(".thread").ShouldBeNull();
        page.QuerySelector($".tb.{says}").ShouldNotBeNull();
        page.Text(".tb .p-author").ShouldBe("Amara, 127.0.0.1");
    }

    [Theory]
    [InlineData("<p class=p-summary>In short.</p><p>At length.</p>", "In short.")]
    [InlineData("<p>At length.</p>", "At length.")]
    public async Task P2_12_a_summary_is_preferred_in_all_else_too(string words, string shown)
    {
        await site.TrustStrangers();

        await site.Hear(stranger.Reply(words, property: "u-like-of"));

        var page = await site.Visitor().Page(Here);
        page.Text(".tb .e-content").ShouldContain(shown);
        page.Text(".tb .e-content")
            .Contains("At length.", StringComparison.Ordinal)
            .ShouldBe(shown == "At length.");
    }

    [Fact]
    public async Task P2_12_of_a_long_reply_the_place_around_the_link_is_shown()
    {
        await site.TrustStrangers();
        var many = string.Concat(Enumerable.Repeat("word ", 250));

        await site.Hear(
            stranger.Reply($"{many} see <a href='{Webmentions.Permalink}'>her soup</a> {many}")
        );

        var said = (await site.Visitor().Page(Here)).Text(".thread .said");
        said.ShouldContain("see her soup word");
        said.Length.ShouldBeLessThan(300);
    }

    [Fact]
    public async Task A_reply_to_a_Thing_is_one_of_its_trackbacks()
    {
        await site.TrustStrangers();
        const string thing = "http://localhost:5023/things/12";

        await site.Hear(stranger.Reply("I did it.", thing), thing);

        (await site.Visitor().Page("/things/12")).Text("#h-tb").ShouldBe("1 trackback");
    }

    [Fact]
    public async Task Whatever_the_protocol_the_page_says_what_it_is_and_in_its_own_words()
    {
        var source = stranger.Reply("I cooked it.");
        using var blog = site.Visitor();

        await blog.Ping($"{Here}/trackback", source, "Cheap pills", "Buy them.");
        await site.RunJobsFor(2);
        await site.PublishTheMention();

        var page = await blog.Page(Here);
        page.Text(".thread .said").ShouldBe("I cooked it.");
        page.Text(".thread .who").ShouldContain("by trackback");
        page.Body!.TextContent.ShouldNotContain("pills");
    }

    [Fact]
    public async Task The_author_of_the_post_is_told_of_a_reply()
    {
        await site.TrustStrangers();
        await site.Hear(stranger.Reply("I cooked it."));

        var letter = site.Mail.Letters.Single(l => l.To == "maria@example.org");
        letter.Subject.ShouldBe("127.0.0.1 replies to “Soup”");
        letter.Text.ShouldContain("> I cooked it.");
        var place = letter.Text.Split('#')[1].Split('\n')[0].Trim();
        (await site.Visitor().Page(Here)).GetElementById(place).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_organiser_reads_that_it_is_a_reply_and_by_whom()
    {
        await site.Hear(stranger.Reply("I cooked it."));
        using var noor = await site.SignedInAs("Noor", Role.Moderator);

        var item = (await noor.Page("/studio/moderation")).Body!.TextContent;

        item.ShouldContain("Amara, 127.0.0.1");
        item.ShouldContain("reply by webmention");
        item.ShouldContain("I cooked it.");
    }

    [Fact]
    public async Task P2_3_publish_a_reply_is_a_citation_in_the_entry()
    {
        await site.TrustStrangers();
        await site.Hear(stranger.Reply("I cooked it."));
        var html = await site.Visitor().GetStringAsync(Here);

        var entry = Linking
            .Microformats.MicroformatsReader.Read(html, new Uri(Webmentions.Permalink))!
            .Items.Single();

        var cited = entry.Values("comment").ShouldHaveSingleItem().Item!;
        cited.Is("h-cite").ShouldBeTrue();
        cited.First("url")!.Text.ShouldBe(stranger.Url("/reply").AbsoluteUri);
        cited.First("content")!.Text.ShouldBe("I cooked it.");
        cited.First("author")!.Item!.First("name")!.Text.ShouldBe("Amara");
        cited.First("published")!.Text.ShouldEndWith("Z");
    }
}
