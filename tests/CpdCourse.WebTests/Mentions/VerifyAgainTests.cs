using CpdCourse.Domain.Common;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Mentions;

/// <summary>When a page that is said to link here is looked at again.</summary>
public sealed class VerifyAgainTests
{
    private const string Ping = "/@maria/soup/trackback";

    [Fact]
    public async Task P4_2_10_the_source_is_looked_at_again_after_a_minute_ten_minutes_and_an_hour()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var post = await site.APost("Maria", "Soup", "Words.");
        var source = stranger.Status("/notes", 404);
        using var blog = site.Visitor();
        await blog.Ping(Ping, source, "Notes");
        await site.RunJobs();

        foreach (var minutes in new[] { 1, 10, 60 })
        {
            (await site.TheMention()).Problem!.ShouldContain("404");
            site.Clock.Advance(TimeSpan.FromMinutes(minutes));
            if (minutes == 60)
            {
                stranger.Page("/notes", Trackbacks.Permalink("maria", post));
            }

            await site.RunJobs();
        }

        (await site.TheMention()).VerifiedAt.ShouldNotBeNull();
        stranger.Visits.Count.ShouldBe(4);
    }

    [Fact]
    public async Task P4_2_10_a_page_that_does_not_link_after_the_third_look_more_is_dropped()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();
        await blog.Ping(Ping, stranger.Page("/notes", "<p>Not here.</p>"));
        await site.RunJobs();

        foreach (var minutes in new[] { 1, 10, 60 })
        {
            (await site.TheMention()).State.ShouldBe(Moderation.Held);
            site.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await site.RunJobs();
        }

        (await site.TheMention()).State.ShouldBe(Moderation.Withdrawn);
        site.Clock.Advance(TimeSpan.FromDays(30));
        await site.RunJobs();
        stranger.Visits.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_claim_given_up_is_looked_into_again_when_repeated_but_once_in_ten_minutes()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var post = await site.APost("Maria", "Soup", "Words.");
        var source = stranger.Page("/notes", "<p>Not yet.</p>");
        using var blog = site.Visitor();
        await blog.Ping(Ping, source);
        for (var i = 0; i < 5; i++)
        {
            await site.RunJobs();
            site.Clock.Advance(TimeSpan.FromHours(1));
        }

        stranger.Visits.Count.ShouldBe(4);
        await blog.Ping(Ping, source);
        await site.RunJobs();
        await blog.Ping(Ping, source);
        await site.RunJobs();
        stranger.Visits.Count.ShouldBe(5);

        stranger.Page("/notes", Trackbacks.Permalink("maria", post));
        site.Clock.Advance(TimeSpan.FromMinutes(10));
        await blog.Ping(Ping, source);
        await site.RunJobs();
        (await site.TheMention()).VerifiedAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(410, Moderation.Withdrawn)]
    [InlineData(200, Moderation.Withdrawn)]
    [InlineData(503, Moderation.Shown)]
    public async Task F4_a_shown_page_is_looked_at_again_after_a_day(
        int status,
        Moderation expected
    )
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(
            StrangersSite.Allowed,
            ("Linking:Moderation", "None")
        );
        var post = await site.APost("Maria", "Soup", "Words.");
        var source = stranger.Page("/notes", Trackbacks.Permalink("maria", post));
        using var blog = site.Visitor();
        await blog.Ping(Ping, source);
        await site.RunJobs();
        (await site.TheMention()).State.ShouldBe(Moderation.Shown);

        stranger.Status("/notes", status);
        site.Clock.Advance(TimeSpan.FromDays(1));
        await site.RunJobs();

        (await site.TheMention()).State.ShouldBe(expected);
    }
}
