using CpdCourse.Domain.Conversation;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>How often another site hears from us.</summary>
public sealed class SendPaceTests
{
    private const int Posts = 3;
    private const int Pages = 4;

    [Fact]
    public async Task F5_a_site_is_asked_once_a_second_by_several_workers_and_told_of_each_link_once()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var pages = Enumerable.Range(0, Pages).Select(n => stranger.PageThatTakesPings($"/{n}"));
        var text = string.Join(' ', pages.Select(page => $"[this]({page})"));
        for (var n = 0; n < Posts; n++)
        {
            await site.APost("Maria", $"Soup {n}", text);
        }

        var asked = 0;
        for (var second = 0; second < 180; second++)
        {
            await Task.WhenAll(site.RunJobs(), site.RunJobs(), site.RunJobs());
            (stranger.Visits.Count - asked).ShouldBeInRange(0, 1, $"in second {second}");
            asked = stranger.Visits.Count;
            site.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        // A look at each page, and a trackback.
        stranger.Visits.Count.ShouldBe(2 * Posts * Pages);
        stranger
            .Pings.Select(ping => ping.Url)
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                Enumerable
                    .Range(0, Posts)
                    .SelectMany(n =>
                        Enumerable.Repeat($"http://localhost:5023/@maria/soup-{n}", Pages)
                    )
            );
        (
            await site.Read(db => db.OutgoingLinks.CountAsync(l => l.State == Delivery.Accepted))
        ).ShouldBe(Posts * Pages);
        site.Clock.Advance(TimeSpan.FromDays(3));
        await site.RunJobsFor(3);
        stranger.Visits.Count.ShouldBe(2 * Posts * Pages);
    }

    [Fact]
    public async Task F5_what_was_found_out_about_a_site_is_used_a_second_later_also_after_a_restart()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        await site.APost("Maria", "Soup", $"[this]({stranger.PageThatTakesPings("/reading")})");
        await site.RunJobs();
        stranger.Visits.ShouldBe(["GET /reading"]);

        await site.RunJobs();
        stranger.Visits.Count.ShouldBe(1, "it is the same second");
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        await site.RunJobs();

        stranger.Visits.ShouldBe(["GET /reading", "POST /ping"]);
    }

    [Fact]
    public async Task F5_a_site_that_waits_keeps_no_other_from_being_told()
    {
        await using var busy = await StrangersSite.Open();
        await using var quiet = await StrangersSite.Open();
        await using var site = new CourseSite(
            StrangersSite.Allowed,
            ("Outbound:AllowPrivateNetworks:1", "127.0.0.2/32")
        );
        var links = Enumerable.Range(0, 10).Select(n => $"[a]({busy.PageThatTakesPings($"/{n}")})");
        await site.APost("Maria", "Busy", string.Join(' ', links));
        await site.RunJobs();
        var other = new UriBuilder(quiet.Page("/x", "<p>Words.</p>")) { Host = "127.0.0.2" };

        await site.APost("Maria", "Quiet", $"[b]({other.Uri})");
        await site.RunJobs();

        var link = await site.Read(db =>
            db.OutgoingLinks.SingleAsync(l => l.Target.Contains("127.0.0.2"))
        );
        link.TriedAt.ShouldNotBeNull();
    }
}
