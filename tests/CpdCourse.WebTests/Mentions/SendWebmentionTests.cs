using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Webmentions to other sites (Webmention 3.1).</summary>
public sealed class SendWebmentionTests : IAsyncLifetime
{
    private const string Permalink = "http://localhost:5023/@maria/soup";
    private StrangersSite stranger = null!;
    private CourseSite site = null!;

    public async ValueTask InitializeAsync()
    {
        stranger = await StrangersSite.Open();
        site = new CourseSite(StrangersSite.Allowed);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await stranger.DisposeAsync();
    }

    [Fact]
    public async Task P1_1_3_the_endpoint_of_every_case_is_told_once_and_no_other()
    {
        var cases = DiscoveryCases.Webmention(stranger.Url("/"));
        var links = cases.ToDictionary(c => Serve(c).AbsoluteUri, StringComparer.Ordinal);
        await site.APost("Maria", "Soup", string.Join(' ', links.Keys.Select(l => $"[x]({l})")));

        for (var n = 0; n < 90; n++)
        {
            await site.RunJobs();
            site.Clock.Advance(TimeSpan.FromSeconds(6));
        }

        foreach (var (link, page) in links)
        {
            stranger
                .Pings.Where(p => p.Target == link)
                .Select(p => p.Path)
                .ShouldBe(page.Finds is { } finds ? [finds.PathAndQuery] : [], page.Name);
        }

        stranger.Pings.ShouldAllBe(p => p.Source == Permalink);
    }

    [Fact]
    public async Task P1_1_5_source_is_the_permalink_and_target_what_the_author_linked_not_where_it_redirects()
    {
        stranger.PageThatTakesWebmentions("/new/reading");
        stranger.Redirect("/old", stranger.Url("/new/reading"));
        var target = $"{stranger.Url("/old")}?a=1&b=%C3%A4#part";

        await site.APost("Maria", "Soup", $"See [this]({target}).");
        await site.RunJobsFor(4);

        var ping = stranger.Pings.ShouldHaveSingleItem();
        ping.ContentType.ShouldBe("application/x-www-form-urlencoded");
        ping.Path.ShouldBe("/wm");
        ping.Source.ShouldBe(Permalink);
        ping.Target.ShouldBe(target);
        (await site.Visitor().Page("/@maria/soup"))
            .QuerySelector(".e-content a")!
            .GetAttribute("href")
            .ShouldBe(target);
        stranger.LastVisitor!.ShouldContain("Webmention");
    }

    [Fact]
    public async Task P1_1_15_of_several_protocols_only_the_first_of_webmention_pingback_and_trackback_is_used()
    {
        var three = stranger.Page(
            "/three",
            $"<link rel=\"pingback\" href=\"{stranger.Url("/xmlrpc.php")}\"><link rel=\"webmention\" href=\"/wm\"><a rel=\"trackback\" href=\"/tb\">x</a>"
        );
        var two = stranger.Page(
            "/two",
            $"<a rel=\"trackback\" href=\"/tb\">x</a><link rel=\"pingback\" href=\"{stranger.Url("/xmlrpc.php")}\">"
        );
        var one = stranger.Page("/one", "<a rel=\"trackback\" href=\"/tb\">x</a>");

        await site.APost("Maria", "Soup", $"[1]({one}) [2]({two}) [3]({three})");
        await site.RunJobsFor(12);

        stranger.Pings.Select(p => p.Path).Order().ShouldBe(["/tb", "/wm", "/xmlrpc.php"]);
        (
            await site.Read(db =>
                db.OutgoingLinks.OrderBy(l => l.Target).Select(l => l.Protocol).ToListAsync()
            )
        ).ShouldBe([Protocol.Trackback, Protocol.Webmention, Protocol.Pingback]);
    }

    [Theory]
    [InlineData("Webmention", "/xmlrpc.php")]
    [InlineData("Pingback", "/wm")]
    public async Task P1_1_15_a_protocol_that_is_switched_off_is_not_used(string off, string used)
    {
        await using var closed = new CourseSite(
            StrangersSite.Allowed,
            ($"Linking:{off}:Send", "false")
        );
        var page = stranger.Page(
            "/two",
            $"<link rel=\"pingback\" href=\"{stranger.Url("/xmlrpc.php")}\"><link rel=\"webmention\" href=\"/wm\">"
        );

        await closed.APost("Maria", "Soup", $"See [this]({page}).");
        await closed.RunJobsFor(3);

        stranger.Pings.ShouldHaveSingleItem().Path.ShouldBe(used);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(204)]
    public async Task P1_1_6_any_2xx_is_a_yes(int status)
    {
        stranger.ReplyStatus = status;
        stranger.Reply = "";

        await Publish();

        (await TheLink()).State.ShouldBe(Delivery.Accepted);
    }

    [Fact]
    public async Task P1_1_7_the_status_address_of_a_201_and_the_answer_are_shown_to_the_author()
    {
        stranger.ReplyStatus = 201;
        stranger.Reply = "Danke schön\n<b>";
        stranger.ReplyHeaders["Content-Type"] = "text/plain; charset=utf-8";
        stranger.ReplyHeaders["Location"] = "/status/7";

        var post = await Publish();

        using var maria = await site.SignedInAs("Maria");
        var row = (await maria.Page($"/write/{post.Number}/links")).QuerySelector("tbody tr")!;
        row.TextContent.ShouldContain("Told, and it took it");
        row.TextContent.ShouldContain("Webmention");
        row.TextContent.ShouldContain("Danke schön <b>");
        row.QuerySelector("td a")!
            .GetAttribute("href")
            .ShouldBe(stranger.Url("/status/7").AbsoluteUri);
        row.QuerySelector("time").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://user:secret@blog.example/")]
    [InlineData("")]
    public async Task P1_1_7_a_status_address_that_leads_nowhere_is_not_kept(string location)
    {
        stranger.ReplyStatus = 201;
        stranger.ReplyHeaders["Location"] = location;

        await Publish();

        (await TheLink()).StatusUrl.ShouldBeNull();
    }

    [Theory]
    [InlineData("text/plain", "The target is not known here.", "The target is not known here.")]
    [InlineData("text/html", "<p>No</p>", "The other site answered with the number 400.")]
    public async Task P1_1_10_a_4xx_is_final_and_its_reason_is_shown(
        string type,
        string body,
        string answer
    )
    {
        stranger.ReplyStatus = 400;
        stranger.Reply = body;
        stranger.ReplyHeaders["Content-Type"] = type;

        await Publish();
        site.Clock.Advance(TimeSpan.FromDays(3));
        await site.RunJobsFor(3);

        var link = await TheLink();
        link.State.ShouldBe(Delivery.Refused);
        link.Answer.ShouldBe(answer);
        stranger.Pings.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task P1_1_9_a_server_in_trouble_is_told_again_after_1_and_15_minutes_2_and_12_hours(
        int status
    )
    {
        stranger.ReplyStatus = status;
        await Publish();

        for (var tries = 1; tries <= 4; tries++)
        {
            stranger.Pings.Count.ShouldBe(tries);
            site.Clock.Advance(
                TimeSpan.FromMinutes(new[] { 1, 15, 120, 720 }[tries - 1])
                    - TimeSpan.FromSeconds(10)
            );
            await site.RunJobsFor(3);
            stranger.Pings.Count.ShouldBe(tries, "it is too early");
            site.Clock.Advance(TimeSpan.FromSeconds(10));
            await site.RunJobsFor(3);
        }

        site.Clock.Advance(TimeSpan.FromDays(7));
        await site.RunJobsFor(3);
        stranger.Pings.Count.ShouldBe(5);
        (await TheLink()).State.ShouldBe(Delivery.Unreachable);
    }

    [Fact]
    public async Task P1_1_9_a_server_that_does_not_answer_in_time_is_told_again()
    {
        await using var hurried = new HurriedSite();
        stranger.BeforeReply = () => Task.Delay(TimeSpan.FromSeconds(3));
        var page = stranger.PageThatTakesWebmentions("/reading");
        await hurried.APost("Maria", "Soup", $"See [this]({page}).");
        await hurried.RunJobsFor(3);
        var link = await hurried.Read(db => db.OutgoingLinks.AsNoTracking().SingleAsync());
        (link.State, link.Protocol).ShouldBe((Delivery.Waiting, Protocol.Webmention));
        link.Answer.ShouldBe("The page took too long to answer.");

        stranger.BeforeReply = () => Task.CompletedTask;
        hurried.Clock.Advance(TimeSpan.FromMinutes(1));
        await hurried.RunJobsFor(3);

        stranger.Pings.Count.ShouldBe(2);
        (await hurried.Read(db => db.OutgoingLinks.Select(l => l.State).SingleAsync())).ShouldBe(
            Delivery.Accepted
        );
    }

    [Theory]
    [InlineData("600")]
    [InlineData("Wed, 08 Apr 2026 12:10:01 GMT")]
    public async Task P1_1_9_retry_After_is_kept_to(string wish)
    {
        stranger.ReplyStatus = 503;
        stranger.ReplyHeaders["Retry-After"] = wish;
        await Publish();

        site.Clock.Advance(TimeSpan.FromMinutes(9));
        await site.RunJobsFor(3);
        stranger.Pings.Count.ShouldBe(1);
        stranger.ReplyStatus = 200;
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.RunJobsFor(3);

        stranger.Pings.Count.ShouldBe(2);
        (await TheLink()).State.ShouldBe(Delivery.Accepted);
    }

    [Fact]
    public async Task P1_1_11_an_endpoint_in_a_private_network_is_not_told()
    {
        var endpoint = new UriBuilder(stranger.Url("/inside")) { Host = "127.0.0.2" };
        await Publish(stranger.PageThatTakesWebmentions("/reading", endpoint.Uri.AbsoluteUri));

        stranger.Visits.ShouldBe(["GET /reading"]);
        (await TheLink()).Answer.ShouldBe("The page could not be reached.");
    }

    private Uri Serve(DiscoveryCase page)
    {
        stranger.Page(page.Path, page.Body, page.Type, page.Headers);
        return page.IsRedirected
            ? stranger.Redirect($"/to{page.Path}", stranger.Url(page.Path))
            : stranger.Url(page.Path);
    }

    private async Task<Post> Publish(Uri? target = null)
    {
        var page = target ?? stranger.PageThatTakesWebmentions("/reading");
        var post = await site.APost("Maria", "Soup", $"See [this]({page}).");
        await site.RunJobsFor(3);
        return post;
    }

    private Task<OutgoingLink> TheLink() =>
        site.Read(db => db.OutgoingLinks.AsNoTracking().SingleAsync());
}
