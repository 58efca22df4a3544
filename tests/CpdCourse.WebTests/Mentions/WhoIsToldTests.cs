using CpdCourse.Domain.Conversation;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Which links of a post are told to other sites, and how a site is asked where to.</summary>
public sealed class WhoIsToldTests : IAsyncLifetime
{
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
    public async Task P1_1_1_every_link_to_another_site_is_told_once_and_no_other()
    {
        var one = stranger.PageThatTakesWebmentions("/one");
        var two = stranger.PageThatTakesWebmentions("/two");
        var picture = stranger.PageThatTakesWebmentions("/picture.png");
        await site.APost("Tom", "Bread", "Words.");

        await site.APost(
            "Maria",
            "Soup",
            $"""
            [1]({one}) and [again]({one}#part), **[2]({two}?a=1&b=2)**, Thing 12, @tom,
            [mail](mailto:amara@blog.example), [call](tel:+4412345), [here](#note),
            [mine](/@maria/soup), [mine](http://localhost:5023/@maria/soup), [Tom](/@tom/bread),
            ![a picture]({picture}) and `{stranger.Url("/code")}`.
            """,
            12
        );
        await site.RunJobsFor(8);

        stranger.Pings.Select(p => p.Target).Order().ShouldBe([$"{one}", $"{two}?a=1&b=2"]);
        stranger.Visits.Count.ShouldBe(4);
    }

    [Fact]
    public async Task P1_1_2_a_page_is_asked_for_once_as_HTML_by_a_program_that_says_webmention()
    {
        var page = stranger.Page("/reading", "<p>Words.</p>");

        await site.APost("Maria", "Soup", $"See [this]({page}).");
        await site.RunJobsFor(4);

        stranger.Visits.ShouldBe(["GET /reading"]);
        stranger.LastAccepted!.ShouldStartWith("text/html");
        stranger.LastVisitor!.ShouldStartWith("CpdCourse/");
        stranger.LastVisitor!.ShouldContain("Webmention");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("127.0.0.2", false)]
    public async Task P1_1_8_an_endpoint_that_moved_is_followed_once_and_to_no_other_host(
        string host,
        bool isFollowed
    )
    {
        var moved = new UriBuilder(stranger.Url("/moved"));
        moved.Host = host.Length > 0 ? host : moved.Host;
        stranger.ReplyStatus = 308;
        stranger.ReplyHeaders["Location"] = moved.Uri.AbsoluteUri;
        stranger.BeforeReply = () =>
        {
            stranger.ReplyStatus = stranger.Pings.Count > 1 ? 200 : 308;
            return Task.CompletedTask;
        };

        await site.APost(
            "Maria",
            "Soup",
            $"See [this]({stranger.PageThatTakesWebmentions("/reading")})."
        );
        await site.RunJobsFor(6);

        stranger.Pings.Select(p => p.Path).ShouldBe(isFollowed ? ["/wm", "/moved"] : ["/wm"]);
        var link = await site.Read(db => db.OutgoingLinks.AsNoTracking().SingleAsync());
        link.State.ShouldBe(isFollowed ? Delivery.Accepted : Delivery.Refused);
    }
}
