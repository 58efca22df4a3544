using System.Text;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Pingback;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Pingbacks to other sites (Pingback 1.0).</summary>
public sealed class SendPingbackTests : IAsyncLifetime
{
    private StrangersSite stranger = null!;
    private CourseSite site = null!;

    public async ValueTask InitializeAsync()
    {
        stranger = await StrangersSite.Open();
        stranger.Reply = PingbackReply.Thanks("Thanks for the ping");
        site = new CourseSite(StrangersSite.Allowed);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await stranger.DisposeAsync();
    }

    [Fact]
    public async Task P5_15_a_page_that_takes_pingbacks_gets_one_call_and_its_answer_is_shown()
    {
        var page = stranger.PageThatTakesPingbacks("/reading");

        var post = await site.APost("Maria", "Soup", $"See [this]({page}?a=1&b=2).");
        await site.RunJobsFor(3);

        var ping = stranger.Pings.ShouldHaveSingleItem();
        ping.Path.ShouldBe("/xmlrpc.php");
        ping.ContentType.ShouldBe("text/xml; charset=utf-8");
        var call = PingbackCall.Read(Encoding.UTF8.GetBytes(ping.Body), ping.ContentType);
        call.Source.ShouldBe("http://localhost:5023/@maria/soup");
        call.Target.ShouldBe($"{page}?a=1&b=2");
        using var maria = await site.SignedInAs("Maria");
        var row = (await maria.Page($"/write/{post.Number}/links")).QuerySelector("tbody tr")!;
        row.TextContent.ShouldContain("Told, and it took it");
        row.TextContent.ShouldContain("Pingback");
        row.TextContent.ShouldContain("Thanks for the ping");
    }

    [Fact]
    public async Task P5_15_a_site_that_reads_our_page_before_it_answers_has_more_time_than_others()
    {
        await using var hurried = new HurriedSite();
        stranger.BeforeReply = () => Task.Delay(TimeSpan.FromSeconds(2));
        var page = stranger.PageThatTakesPingbacks("/reading");

        await hurried.APost("Maria", "Soup", $"See [this]({page}).");
        await hurried.RunJobsFor(3);

        stranger.Pings.ShouldHaveSingleItem();
        (
            await hurried.Read(db =>
                db.OutgoingLinks.Select(l => new { l.State, l.Answer }).SingleAsync()
            )
        ).ShouldBe(new { State = Delivery.Accepted, Answer = "Thanks for the ping" });
    }

    [Fact]
    public async Task P5_14_the_header_names_the_endpoint_before_the_page_does()
    {
        var page = stranger.Page(
            "/reading",
            $"<link rel=\"pingback\" href=\"{stranger.Url("/wrong")}\">",
            "text/html",
            [("X-Pingback", stranger.Url("/header").AbsoluteUri)]
        );

        await site.APost("Maria", "Soup", $"See [this]({page}).");
        await site.RunJobsFor(3);

        stranger.Pings.ShouldHaveSingleItem().Path.ShouldBe("/header");
    }

    [Theory]
    [InlineData(48, "", Delivery.Accepted, "")]
    [InlineData(17, "No link there", Delivery.Refused, "No link there")]
    [InlineData(17, "", Delivery.Refused, "The other site found no link in the post.")]
    [InlineData(33, "", Delivery.Refused, "That page takes no pingbacks.")]
    [InlineData(0, "", Delivery.Refused, "The other site did not say why.")]
    public async Task P5_16_a_fault_is_final_and_shown_and_48_is_a_yes(
        int fault,
        string words,
        Delivery state,
        string answer
    )
    {
        stranger.Reply = PingbackReply.Of(new PingbackFault(fault, words));

        await Publish();
        site.Clock.Advance(TimeSpan.FromDays(3));
        await site.RunJobsFor(3);

        var link = await site.Read(db => db.OutgoingLinks.AsNoTracking().SingleAsync());
        link.State.ShouldBe(state);
        link.Answer.ShouldBe(answer);
        stranger.Pings.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(500, 50)]
    [InlineData(429, 50)]
    [InlineData(200, 50)]
    [InlineData(200, 429)]
    [InlineData(200, 503)]
    public async Task P5_16_a_server_in_trouble_and_one_that_wants_it_slower_are_told_again(
        int status,
        int fault
    )
    {
        stranger.ReplyStatus = status;
        stranger.Reply = PingbackReply.Of(new PingbackFault(fault, ""));
        await Publish();
        stranger.ReplyStatus = 200;
        stranger.Reply = PingbackReply.Thanks("");

        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.RunJobsFor(3);

        stranger.Pings.Count.ShouldBe(2);
        (await site.Read(db => db.OutgoingLinks.AsNoTracking().SingleAsync())).State.ShouldBe(
            Delivery.Accepted
        );
    }

    [Theory]
    [InlineData("<html>Not found</html>", 404, "The other site answered with the number 404.")]
    [InlineData("Hello", 200, "The other site's answer makes no sense.")]
    public async Task P5_16_an_answer_that_is_none_is_a_no(string body, int status, string answer)
    {
        stranger.Reply = body;
        stranger.ReplyStatus = status;

        await Publish();

        var link = await site.Read(db => db.OutgoingLinks.AsNoTracking().SingleAsync());
        link.State.ShouldBe(Delivery.Refused);
        link.Answer.ShouldBe(answer);
    }

    private async Task Publish()
    {
        await site.APost("Maria", "Soup", $"[x]({stranger.PageThatTakesPingbacks("/reading")})");
        await site.RunJobsFor(3);
    }
}
