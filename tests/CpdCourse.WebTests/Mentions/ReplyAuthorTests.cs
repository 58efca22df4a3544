using CpdCourse.Domain.Common;
using CpdCourse.Testing;
using CpdCourse.WebTests.Comments;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Who wrote a reply: what its page says, one page more at most, and else its host.</summary>
public sealed class ReplyAuthorTests : IAsyncLifetime
{
    private const string Here = "/@maria/soup";
    private const string AddressAlone = "<a rel=author href=/about></a>";
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
    public async Task P2_15_where_the_reply_names_an_address_alone_one_page_more_is_read()
    {
        await site.TrustStrangers();
        stranger.Page("/about", "<a class='h-card' href='/about'>Amara Obi</a>");

        await site.Hear(stranger.Reply("I cooked it.", author: AddressAlone));

        stranger.Visits.ShouldBe(["GET /reply", "GET /about"]);
        var author = (await site.Visitor().Page(Here)).QuerySelector(".thread .p-author a")!;
        author.TextContent.ShouldBe("Amara Obi");
        author.GetAttribute("href").ShouldBe(stranger.Url("/about").AbsoluteUri);
    }

    [Fact]
    public async Task P2_14_where_nobody_says_who_wrote_it_the_host_stands_there()
    {
        await site.TrustStrangers();
        stranger.Status("/about", 404);

        await site.Hear(stranger.Reply("I cooked it.", author: AddressAlone));

        (await site.Visitor().Page(Here)).Text(".thread .p-author").ShouldBe("127.0.0.1");
        stranger.Visits.Count.ShouldBe(2);
    }

    [Fact]
    public async Task P2_15_a_page_that_only_mentions_us_is_asked_for_its_author_too()
    {
        await site.TrustStrangers();
        stranger.Page("/about", "<a class='h-card' href='/about'>Amara Obi</a>");

        await site.Hear(stranger.Reply("Words.", author: AddressAlone, property: "u-url"));

        stranger.Visits.ShouldBe(["GET /reply", "GET /about"]);
        (await site.Visitor().Page(Here))
            .Text("#trackbacks .p-author")
            .ShouldBe("Amara Obi, 127.0.0.1");
    }

    [Fact]
    public async Task P2_15_a_page_without_microformats_makes_no_second_request()
    {
        stranger.Page("/about", "<a class='h-card' href='/about'>Amara Obi</a>");

        await site.Hear(
            stranger.Page(
                "/notes",
                $"<a href='{Webmentions.Permalink}'>Soup</a> <a rel=author href='/about'>me</a>"
            )
        );

        stranger.Visits.ShouldBe(["GET /notes"]);
    }

    [Fact]
    public async Task P2_15_an_author_page_that_may_not_be_asked_is_not()
    {
        await site.TrustStrangers();

        await site.Hear(
            stranger.Reply("Words.", author: "<a rel=author href='http://127.0.0.2/'></a>")
        );

        (await site.Visitor().Page(Here)).Text(".thread .p-author").ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task Nobody_elsewhere_writes_in_the_name_of_a_persona_of_ours()
    {
        await site.TrustStrangers();

        await site.Hear(
            stranger.Reply(
                "Words.",
                author: "<a class='p-author h-card' href='http://localhost:5023/@maria'>Maria</a>"
            )
        );

        var reply = (await site.Visitor().Page(Here)).QuerySelector(".thread .who")!;
        reply.QuerySelector(".p-author a").ShouldBeNull();
        reply.TextContent.ShouldContain("127.0.0.1");
    }

    [Fact]
    public async Task A_name_that_changes_after_an_organiser_let_it_through_is_read_again()
    {
        stranger.Page("/about", "<a class='h-card' href='/about'>Amara Obi</a>");
        (
            await site.Webmention(stranger.Reply("I cooked it.", author: AddressAlone))
        ).EnsureSuccessStatusCode();
        await site.RunJobs();
        await site.PublishTheMention();

        await site.RunJobsFor(3);

        var mention = await site.TheMention();
        mention.AuthorName.ShouldBe("Amara Obi");
        mention.State.ShouldBe(Moderation.Held);
    }

    [Fact]
    public async Task A_name_once_found_stays_when_the_reply_is_sent_again()
    {
        stranger.Page("/about", "<a class='h-card' href='/about'>Amara Obi</a>");
        var source = stranger.Reply("I cooked it.", author: AddressAlone);
        await site.Hear(source);
        await site.PublishTheMention();
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        await site.Hear(source);

        var mention = await site.TheMention();
        mention.AuthorName.ShouldBe("Amara Obi");
        mention.State.ShouldBe(Moderation.Shown);
    }
}
