using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Trackback;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Shared.Conversation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Mentions;

public sealed class MentionSectionTests
{
    private const string Hostile = "--> </rdf:RDF> \"'<script>alert(1)</script> & -- Ünïcode";

    [Fact]
    public async Task P4_1_2_without_mentions_it_says_how_to_be_listed_and_where_to_ping()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "Words.");

        var section = await site.MentionsOf("maria", post);

        section.QuerySelector("section#trackbacks h2")!.TextContent.ShouldBe("Trackbacks");
        section.QuerySelector(".empty")!.TextContent.ShouldStartWith("No trackbacks yet.");
        section
            .QuerySelector("details input[readonly]")!
            .GetAttribute("value")
            .ShouldBe("http://localhost:5023/@maria/soup/trackback");
        section.QuerySelector("form").ShouldBeNull();
    }

    [Theory]
    [InlineData("Soup")]
    [InlineData(Hostile)]
    public async Task P4_1_1_the_block_for_software_is_found_by_software(string title)
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", title, "Words.");

        var html = await Html(
            site,
            list => list.OfPost(post.Id, "maria", post.Slug!, title, true, CancellationToken.None)
        );

        var permalink = Trackbacks.Permalink("maria", post);
        TrackbackDiscovery.Find(html, permalink).ShouldBe(new Uri(permalink + "/trackback"));
        html.ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task P4_1_1_a_thing_has_one_too()
    {
        await using var site = new CourseSite();
        var thing = await site.Read(db => db.Things.SingleAsync(t => t.Number == 12));

        var html = await Html(
            site,
            list => list.OfThing(thing.Id, 12, thing.Title, true, CancellationToken.None)
        );

        html.ShouldContain("Trackback URL for this Thing");
        html.ShouldContain("value=\"http://localhost:5023/things/12/trackback\"");
        TrackbackDiscovery
            .Find(html, new Uri("http://localhost:5023/things/12"))
            .ShouldBe(new Uri("http://localhost:5023/things/12/trackback"));
    }

    [Fact]
    public async Task P4_1_3_a_hidden_post_and_a_thing_that_is_not_open_advertise_nothing()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "Words.");
        var thing = await site.Read(db => db.Things.SingleAsync(t => t.Number == 23));

        var hidden = await Html(
            site,
            list => list.OfPost(post.Id, "maria", "soup", "Soup", false, CancellationToken.None)
        );
        var closed = await Html(
            site,
            list => list.OfThing(thing.Id, 23, thing.Title, false, CancellationToken.None)
        );

        (hidden + closed).ShouldNotContain("trackback:ping");
        (hidden + closed).ShouldNotContain("/trackback");
    }

    [Fact]
    public async Task P4_2_12_words_of_strangers_are_text_and_the_protocol_is_named()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "Words.");
        await site.Read(async db =>
        {
            var words = new MentionWords(Hostile, Hostile, "Söme \u202Eblog");
            var mention = Mention.Claim(
                new Uri("https://stranger.example/a?b=1&c=\"x\""),
                new MentionTarget(post.Id, null),
                Protocol.Webmention,
                words,
                TestClock.Start
            );
            mention.Confirm(words, trusted: true, TestClock.Start);
            db.Mentions.Add(mention);
            return await db.SaveChangesAsync();
        });

        var section = await site.MentionsOf("maria", post);

        section.QuerySelector(".tb script").ShouldBeNull();
        section.QuerySelector(".tb .src")!.TextContent.ShouldBe(Hostile);
        section
            .QuerySelector(".tb .meta")!
            .TextContent.ShouldContain("Söme blog, stranger.example");
        section.QuerySelector(".tb .meta")!.TextContent.ShouldContain("by webmention");
    }

    [Theory]
    [InlineData("/@maria/soup")]
    [InlineData("/things/12")]
    public async Task P4_1_1_the_pages_themselves_are_found_by_software_and_set_no_cookie(
        string address
    )
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.", 12);
        using var visitor = site.Visitor();

        var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative));
        var html = await answer.Content.ReadAsStringAsync();

        var ping = TrackbackDiscovery
            .Find(html, new Uri(Trackbacks.Home, address))
            .ShouldNotBeNull();
        ping.AbsolutePath.ShouldBe(address + "/trackback");
        html.Split("<rdf:RDF").Length.ShouldBe(2);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        await (
            await visitor.Ping(ping.AbsolutePath, new Uri("https://stranger.example/a"))
        ).ShouldBeTaken();
    }

    [Fact]
    public async Task P4_1_3_the_page_of_a_hidden_post_advertises_nothing_even_to_its_author()
    {
        await using var site = new CourseSite();
        var post = await site.ADraft(
            "Maria",
            new Draft
            {
                Title = "Soup",
                Text = "Words.",
                Audience = Audience.Me,
            }
        );
        await site.PublishDraft(post);
        using var maria = await site.SignedInAs("Maria");

        var html = await maria.GetStringAsync("/@maria/soup");

        html.ShouldContain("id=\"trackbacks\"");
        html.ShouldNotContain("/trackback");
    }

    [Fact]
    public async Task A_post_that_links_here_stands_on_the_page()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.");
        await site.APost("Tom", "A reply", "See [Maria](/@maria/soup).");
        await site.RunJobs();
        using var visitor = site.Visitor();

        var page = await visitor.Page("/@maria/soup");

        page.QuerySelector("#trackbacks h2")!.TextContent.ShouldBe("1 trackback");
        page.QuerySelector("#trackbacks .src")!.GetAttribute("href").ShouldBe("/@tom/a-reply");
    }

    private static Task<string> Html(CourseSite site, Func<MentionList, Task<MentionsView>> view) =>
        site.Within(async services =>
            await Trackbacks.Render(
                services,
                await view(services.GetRequiredService<MentionList>())
            )
        );
}
