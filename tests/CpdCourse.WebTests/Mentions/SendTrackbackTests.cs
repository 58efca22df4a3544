using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

public sealed class SendTrackbackTests
{
    [Fact]
    public async Task F5_P4_3_1_a_page_with_an_RDF_block_gets_exactly_one_ping_and_its_answer_is_shown()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var page = stranger.PageThatTakesPings("/reading");
        stranger.Reply = "<response><error>0</error><message>Danke schön</message></response>";

        var post = await site.APost(
            "Maria",
            "Soupe à l’oignon",
            $"I read [this]({page}#part) and [more]({page}).",
            12
        );
        await site.RunJobsFor(5);
        await site.Rewrite(
            post,
            new Draft { Title = "New title", Text = $"Again [this]({page})." }
        );
        await site.RunJobsFor(5);

        var ping = stranger.Pings.ShouldHaveSingleItem();
        ping.Path.ShouldBe("/ping");
        ping.ContentType.ShouldBe("application/x-www-form-urlencoded; charset=utf-8");
        ping.Url.ShouldBe("http://localhost:5023/@maria/soupe-a-loignon");
        ping.Title.ShouldBe("Soupe à l’oignon");
        ping.Excerpt.ShouldBe("I read this and more.");
        ping.BlogName.ShouldBe("23 Things for Professional Development");
        using var maria = await site.SignedInAs("Maria");
        var links = await maria.Page($"/write/{post.Number}/links");
        var row = links.QuerySelector("tbody tr")!;
        row.TextContent.ShouldContain(page.ToString());
        row.TextContent.ShouldContain("Told, and it took it");
        row.TextContent.ShouldContain("Danke schön");
        row.QuerySelector("button").ShouldBeNull();
    }

    [Theory]
    [InlineData(Audience.Me)]
    [InlineData(Audience.Course)]
    public async Task F5_a_hidden_post_sends_nothing_until_everybody_may_read_it(Audience audience)
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var page = stranger.PageThatTakesPings("/reading");
        var draft = new Draft
        {
            Title = "Hidden",
            Text = $"See [this]({page}).",
            Audience = audience,
            Trackbacks = [stranger.Url("/typed").ToString()],
        };
        var post = await site.ADraft("Maria", draft);
        await site.PublishDraft(post);
        await site.RunJobs();
        stranger.Visits.ShouldBeEmpty();

        await site.Rewrite(post, draft with { Audience = Audience.Everyone });
        await site.RunJobsFor(5);

        stranger.Pings.Select(p => p.Path).Order().ShouldBe(["/ping", "/typed"]);
    }

    [Fact]
    public async Task A_post_taken_back_before_its_turn_sends_nothing()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var page = stranger.Status("/reading", 503);
        var post = await site.APost("Maria", "Soup", $"See [this]({page}).");
        await site.RunJobs();
        var before = stranger.Visits.Count;

        await site.Withdraw(post);
        stranger.PageThatTakesPings("/reading");
        site.Clock.Advance(TimeSpan.FromDays(2));
        await site.RunJobs();

        stranger.Visits.Count.ShouldBe(before);
        stranger.Pings.ShouldBeEmpty();
    }

    [Fact]
    public async Task P4_3_2_a_typed_address_is_told_directly_and_once()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var typed = stranger.Url("/mt-tb.cgi/5").ToString();
        var draft = new Draft
        {
            Title = "Soup",
            Text = "Words.",
            Trackbacks = [typed],
        };
        var post = await site.ADraft("Maria", draft);
        await site.PublishDraft(post);
        await site.RunJobs();
        await site.Rewrite(post, draft with { Title = "Soup again" });
        await site.RunJobs();

        stranger.Visits.ShouldBe(["POST /mt-tb.cgi/5"]);
        var link = await site.Read(db => db.OutgoingLinks.AsNoTracking().SingleAsync());
        link.Typed.ShouldBeTrue();
        link.State.ShouldBe(Delivery.Accepted);
    }

    [Fact]
    public async Task P4_3_2_the_editor_has_a_field_for_them()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        using var maria = await site.SignedInAs("Maria");
        var page = await maria.Page("/write");

        await maria.Send(
            page,
            "#post",
            new
            {
                Input__Title = "Soup",
                Input__Text = "Words.",
                Input__Trackbacks = $"{stranger.Url("/tb/1")}\r\n{stranger.Url("/tb/2")}",
            },
            "publish"
        );
        await site.RunJobs();

        stranger.Visits.ShouldHaveSingleItem("one at a time").ShouldStartWith("POST /tb/");
        var typed = await site.Read(db =>
            db.OutgoingLinks.Where(l => l.Typed).Select(l => l.Target).Order().ToListAsync()
        );
        typed.ShouldBe([stranger.Url("/tb/1").AbsoluteUri, stranger.Url("/tb/2").AbsoluteUri]);
    }

    [Fact]
    public async Task P4_3_2_a_typed_address_of_this_course_needs_a_link_and_no_request()
    {
        await using var site = new CourseSite();
        var soup = await site.APost("Maria", "Soup", "Words.");
        await site.APost("Maria", "Bread", "Words.");
        var draft = new Draft
        {
            Title = "Reply",
            Text = "See [soup](/@maria/soup).",
            Trackbacks =
            [
                "http://localhost:5023/@maria/soup/trackback",
                "http://localhost:5023/@maria/bread/trackback",
            ],
        };
        var post = await site.ADraft("Tom", draft);
        await site.PublishDraft(post);
        await site.RunJobs();

        var states = await site.Read(db =>
            db.OutgoingLinks.OrderByDescending(l => l.Target).Select(l => l.State).ToListAsync()
        );
        states.ShouldBe([Delivery.Accepted, Delivery.Refused]);
        (await site.TheMention()).Post.ShouldBe(soup.Id);
    }

    [Fact]
    public async Task F5_a_site_in_trouble_is_tried_again_over_a_day_and_then_left_alone()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var page = stranger.Status("/reading", 503);
        await site.APost("Maria", "Soup", $"See [this]({page}).");
        await site.RunJobs();
        (await TheLink(site)).State.ShouldBe(Delivery.Waiting);

        foreach (var minutes in new[] { 1, 10, 60, 360, 1440 })
        {
            (await TheLink(site)).State.ShouldBe(Delivery.Waiting);
            site.Clock.Advance(TimeSpan.FromMinutes(minutes - 1));
            await site.RunJobs();
            site.Clock.Advance(TimeSpan.FromMinutes(1));
            await site.RunJobs();
        }

        site.Clock.Advance(TimeSpan.FromDays(7));
        await site.RunJobs();

        (await TheLink(site)).State.ShouldBe(Delivery.Unreachable);
        stranger.Visits.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_change_while_a_retry_waits_makes_no_second_chain_of_tries()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var page = stranger.Status("/reading", 503);
        var post = await site.APost("Maria", "Soup", $"See [this]({page}).");
        await site.RunJobs();
        await site.Rewrite(post, new Draft { Title = "Soup", Text = $"See [this]({page})!" });
        await site.Rewrite(post, new Draft { Title = "Soup", Text = $"See [this]({page})!!" });
        site.Clock.Advance(TimeSpan.FromSeconds(5));
        await site.RunJobs();
        stranger.Visits.Count.ShouldBe(2);

        stranger.PageThatTakesPings("/reading");
        site.Clock.Advance(TimeSpan.FromHours(2));
        await site.RunJobsFor(3);

        stranger.Pings.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(
        200,
        "<response><error>1</error><message>No &lt;b&gt;thanks</message></response>",
        Delivery.Refused,
        "No <b>thanks"
    )]
    [InlineData(
        200,
        "<response><error>1</error><message>We already have a ping</message></response>",
        Delivery.Accepted,
        "We already have a ping"
    )]
    [InlineData(403, "<error>0</error><message>Go away</message>", Delivery.Refused, "Go away")]
    [InlineData(403, "", Delivery.Refused, "The other site answered with the number 403.")]
    public async Task P4_3_4_the_other_sites_answer_is_kept_as_text(
        int status,
        string reply,
        Delivery state,
        string answer
    )
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        stranger.ReplyStatus = status;
        stranger.Reply = reply;
        var page = stranger.PageThatTakesPings("/reading");
        await site.APost("Maria", "Soup", $"See [this]({page}).");
        await site.RunJobsFor(3);

        var link = await TheLink(site);
        link.State.ShouldBe(state);
        link.Answer.ShouldBe(answer);
    }

    [Fact]
    public async Task A_page_without_an_endpoint_a_missing_one_and_a_picture_are_left_alone()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var plain = stranger.Page("/plain", "<p>Words.</p>");
        var missing = stranger.Url("/missing");
        var picture = stranger.Page("/picture", "x", "image/png");

        await site.APost("Maria", "Soup", $"[a]({plain}) [b]({missing}) [c]({picture})");
        await site.RunJobsFor(5);

        var states = await site.Read(db =>
            db.OutgoingLinks.OrderBy(l => l.Target).Select(l => l.State).ToListAsync()
        );
        states.ShouldBe([Delivery.Unreachable, Delivery.NoEndpoint, Delivery.NoEndpoint]);
        stranger.Pings.ShouldBeEmpty();
    }

    [Fact]
    public async Task F5_an_endpoint_in_a_private_network_is_not_told()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var ping = new UriBuilder(stranger.Url("/inside")) { Host = "127.0.0.2" };
        var page = stranger.Page("/reading", $"<a rel=\"trackback\" href=\"{ping.Uri}\">ping</a>");

        await site.APost("Maria", "Soup", $"See [this]({page}).");
        await site.RunJobsFor(3);

        stranger.Visits.ShouldBe(["GET /reading"]);
        (await TheLink(site)).Answer.ShouldBe("The page could not be reached.");
    }

    [Fact]
    public async Task A_course_that_does_not_send_tells_nobody()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite([StrangersSite.Allowed, .. Trackbacks.NothingIsSent]);
        await site.APost("Maria", "Soup", $"See [this]({stranger.PageThatTakesPings("/a")}).");
        await site.RunJobs();

        stranger.Visits.ShouldBeEmpty();
    }

    private static Task<OutgoingLink> TheLink(CourseSite site) =>
        site.Read(db => db.OutgoingLinks.AsNoTracking().SingleAsync());
}
