using System.Diagnostics;
using System.Net;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Pingback;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Pingbacks from other sites (Pingback 1.0): what they come to.</summary>
public sealed class ReceivePingbackTests : IAsyncLifetime
{
    private const string Permalink = Pingbacks.Permalink;
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

    [Theory]
    [InlineData("GET", "/@maria/soup")]
    [InlineData("HEAD", "/@maria/soup")]
    [InlineData("GET", "/things/12")]
    [InlineData("HEAD", "/things/12")]
    [InlineData("GET", "/@maria")]
    public async Task P5_1_pages_that_can_be_mentioned_name_the_endpoint_in_a_header_and_in_a_link_spelled_as_the_protocol_wants_it(
        string method,
        string page
    )
    {
        using var blog = site.Visitor();

        using var answer = await blog.SendAsync(new HttpRequestMessage(new(method), page));

        answer.Headers.GetValues("X-Pingback").ShouldBe(["http://localhost:5023/xmlrpc"]);
        if (method == "GET")
        {
            (await answer.Content.ReadAsStringAsync()).ShouldContain(
                "<link rel=\"pingback\" href=\"http://localhost:5023/xmlrpc\">"
            );
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/things/23")]
    public async Task P5_1_other_pages_do_not(string page)
    {
        using var blog = site.Visitor();

        using var answer = await blog.GetAsync(page);

        answer.Headers.Contains("X-Pingback").ShouldBeFalse();
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("rel=\"pingback\"");
    }

    [Fact]
    public async Task P5_3_a_page_that_links_here_is_thanked_at_once_and_waits_for_an_organiser()
    {
        var source = stranger.Page("/notes", new Uri(Permalink), "Week notes");

        var answer = await site.PingbackWhileJobsRun(source.AbsoluteUri);

        answer.Fault.ShouldBeNull();
        answer.Message.ShouldContain("links here");
        stranger.Visits.ShouldBe(["GET /notes"]);
        var mention = await site.TheMention();
        mention.Protocol.ShouldBe(Protocol.Pingback);
        mention.State.ShouldBe(Moderation.Held);
        await site.PublishTheMention();
        var page = await site.Visitor().Page("/@maria/soup");
        page.QuerySelector(".tb .src")!.TextContent.ShouldBe("Week notes");
        page.QuerySelector(".tb .meta")!.TextContent.ShouldContain("by pingback");
    }

    [Fact]
    public async Task P5_4_the_answer_is_XML_with_status_200_and_no_cookie_is_set()
    {
        using var blog = site.Visitor();

        using var answer = await blog.CallPingback("<methodCall/>");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/xml; charset=utf-8");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/xmlrpc")]
    [InlineData("/webmention")]
    [InlineData("/@maria/soup/trackback")]
    public async Task P1_2_2_no_cookie_is_read_and_none_is_written_anew(string address)
    {
        using var maria = await site.SignedInAs("Maria");
        // Any page would write it anew from now on.
        site.Clock.Advance(TimeSpan.FromDays(8));

        using var answer = await maria.Ping(address, stranger.Url("/notes"));
        using var page = await maria.GetAsync("/responses");

        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        page.Headers.Contains("Set-Cookie").ShouldBeTrue();
    }

    [Fact]
    public async Task P5_6_a_page_without_the_link_has_fault_17()
    {
        var source = stranger.Page("/notes", "<p>Words.</p>");

        (await site.PingbackWhileJobsRun(source.AbsoluteUri)).Fault.ShouldBe(17);
    }

    [Fact]
    public async Task P5_10_what_takes_longer_than_two_seconds_is_queued_and_goes_on()
    {
        var source = stranger.Page("/notes", new Uri(Permalink), "Week notes");
        var began = Stopwatch.GetTimestamp();

        var answer = await site.Pingback(source.AbsoluteUri);

        Stopwatch
            .GetElapsedTime(began)
            .ShouldBeInRange(TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(2.4));
        answer.Fault.ShouldBeNull();
        answer.Message.ShouldContain("queued");
        await site.RunJobs();
        (await site.TheMention()).VerifiedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task P5_10_more_than_four_at_once_do_not_wait()
    {
        var began = Stopwatch.GetTimestamp();
        var waiting = Enumerable
            .Range(0, 4)
            .Select(n => site.Pingback($"https://s{n}.example/"))
            .ToList();
        while (await site.Read(db => db.Mentions.CountAsync()) < 4)
        {
            await Task.Delay(20, CancellationToken.None);
        }

        await Task.Delay(300, CancellationToken.None);
        var fifth = await site.Pingback("https://s5.example/");

        fifth.Message.ShouldContain("queued");
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(1.9));
        (await Task.WhenAll(waiting)).ShouldAllBe(answer => answer.Fault == null);
    }

    [Fact]
    public async Task F3_P5_5_pages_that_cannot_be_read_for_whatever_reason_have_the_same_fault_after_the_same_time()
    {
        var answers = new List<(PingbackAnswer Answer, double Seconds)>();
        foreach (
            var source in new[]
            {
                "http://10.1.2.3/",
                "http://127.0.0.2/",
                "http://[::1]/",
                "http://nowhere.invalid/",
                new UriBuilder(stranger.Url("/")) { Port = 9 }
                    .Uri
                    .AbsoluteUri,
                stranger.Status("/broken", 500).AbsoluteUri,
                stranger.Status("/missing", 404).AbsoluteUri,
                stranger.Status("/gone", 410).AbsoluteUri,
            }
        )
        {
            answers.Add(await site.TimedPingbackWhileJobsRun(source));
            site.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        answers.Select(a => a.Answer).Distinct().ShouldHaveSingleItem().Fault.ShouldBe(16);
        // None is faster than the others. A machine that halts for a moment may make one slower.
        answers.ShouldAllBe(a => a.Seconds > 1.9);
        answers.Select(a => a.Seconds).Order().ElementAt(answers.Count / 2).ShouldBeLessThan(3);
    }

    [Fact]
    public async Task P5_8_what_is_registered_already_by_whichever_protocol_has_fault_48()
    {
        var source = stranger.Page("/notes", new Uri(Permalink), "Week notes");
        using var blog = site.Visitor();
        await (await blog.Ping("/@maria/soup/trackback", source)).ShouldBeTaken();
        await site.RunJobs();

        var began = Stopwatch.GetTimestamp();
        var answer = await site.Pingback(source.AbsoluteUri);

        answer.Fault.ShouldBe(48);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(1);
        stranger.Visits.Count.ShouldBe(1);
    }

    [Fact]
    public async Task P5_6_what_was_found_not_to_link_is_looked_at_again_after_ten_minutes_and_not_before()
    {
        var source = stranger.Page("/notes", "<p>Words.</p>").AbsoluteUri;
        (await site.PingbackWhileJobsRun(source)).Fault.ShouldBe(17);

        stranger.Page("/notes", new Uri(Permalink), "Week notes");
        (await site.PingbackWhileJobsRun(source)).Fault.ShouldBe(17);
        stranger.Visits.Count.ShouldBe(1);

        site.Clock.Advance(TimeSpan.FromMinutes(10));
        (await site.PingbackWhileJobsRun(source)).Fault.ShouldBeNull();
        (await site.PingbackWhileJobsRun(source)).Fault.ShouldBe(48);
    }

    [Fact]
    public async Task P5_5_an_address_that_may_not_be_asked_reads_like_a_dead_one()
    {
        var inside = await site.PingbackWhileJobsRun("http://127.0.0.2/");
        var dead = await site.PingbackWhileJobsRun("http://nowhere.invalid/");

        inside.ShouldBe(dead);
        inside.Fault.ShouldBe(16);
    }

    [Fact]
    public async Task P5_2_who_asks_for_the_header_alone_has_it_before_WordPress_gives_up()
    {
        using var blog = site.Visitor();
        var began = Stopwatch.GetTimestamp();

        using var answer = await blog.SendAsync(
            new HttpRequestMessage(HttpMethod.Head, "/@maria/soup")
        );

        answer.Headers.Contains("X-Pingback").ShouldBeTrue();
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }
}
