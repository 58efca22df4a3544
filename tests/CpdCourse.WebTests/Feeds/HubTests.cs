using System.Text.Json;
using CpdCourse.Data.Jobs;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Feeds;
using CpdCourse.WebTests.Mentions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Feeds;

/// <summary>A hub that is told when feeds change (WebSub, protocols 7).</summary>
public sealed class HubTests : IAsyncLifetime
{
    private const string Here = "http://localhost:5023";

    private static readonly string[] OfSoup =
    [
        "/feed",
        "/@maria/feed",
        "/things/12/feed",
        "/things/12/questions/1/feed",
        "/categories/online-identity/feed",
    ];

    private StrangersSite hub = null!;
    private CourseSite site = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await StrangersSite.Open();
        site = new CourseSite([
            StrangersSite.Allowed,
            ("Linking:Hub", hub.Url("/hub").AbsoluteUri),
            .. Trackbacks.NothingIsSent,
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await hub.DisposeAsync();
    }

    [Fact]
    public async Task S7_1_a_feed_and_its_page_name_the_hub_and_the_feed()
    {
        await site.Fill();
        using var visitor = site.Visitor();

        foreach (
            var (address, topic) in new[]
            {
                ("/feed", "/feed"),
                ("/feed.json", "/feed.json"),
                ("/@maria/soup/feed.rss", "/@maria/soup/feed.rss"),
                ("/", "/feed"),
                ("/responses", "/feed"),
                ("/things/12", "/things/12/feed"),
                ("/things/12/questions/1", "/things/12/questions/1/feed"),
                ("/@maria", "/@maria/feed"),
                ("/@maria/soup", "/@maria/soup/feed"),
                ("/categories/online-identity", "/categories/online-identity/feed"),
            }
        )
        {
            var links = (await visitor.GetAsync(address)).Headers.GetValues("Link").ToList();

            links.ShouldContain($"<{hub.Url("/hub")}>; rel=\"hub\"", address);
            links.ShouldContain($"<{Here}{topic}>; rel=\"self\"", address);
        }

        (await visitor.GetStringAsync("/feed")).ShouldContain("rel=\"hub\"");
    }

    [Theory]
    [InlineData("/about")]
    [InlineData("/search?q=good")]
    [InlineData("/search/feed?q=good")]
    public async Task S7_1_what_nobody_is_told_of_names_no_hub(string address)
    {
        await site.Fill();

        var answer = await site.Visitor().GetAsync(address);

        answer.EnsureSuccessStatusCode();
        answer.Headers.Contains("Link").ShouldBeFalse();
    }

    [Fact]
    public async Task S7_2_after_publishing_the_hub_is_told_once_of_each_feed_concerned_in_each_form()
    {
        await Publish();

        Told().Order(StringComparer.Ordinal).ShouldBe(InAllForms(OfSoup));
        hub.Pings.ShouldAllBe(p =>
            p.Path == "/hub"
            && p.ContentType == "application/x-www-form-urlencoded"
            && QueryHelpers.ParseQuery(p.Body)["hub.mode"] == "publish"
        );
        (await Jobs()).ShouldBeEmpty();
    }

    [Fact]
    public async Task S7_2_a_comment_concerns_the_feeds_of_comments()
    {
        var soup = await Publish();
        var before = Told().Count;

        await site.AComment(soup, "Dilys", "Lovely");
        await site.AComment(soup, "Tom", "Held", known: false);
        await Wait();

        Told()
            .Skip(before)
            .Order(StringComparer.Ordinal)
            .ShouldBe(InAllForms(["/comments/feed", "/@maria/soup/feed"]));
    }

    [Theory]
    [InlineData(Audience.Course)]
    [InlineData(Audience.Me)]
    public async Task S7_3_nobody_is_told_of_what_not_everybody_may_read(Audience audience)
    {
        var post = await site.Published("Maria", Planting.Typed("quokka", audience));
        await site.AComment(post, "Dilys", "Lovely");
        await site.Change(post.Id, p => p.Withdraw(TestClock.Start));
        await Wait();

        hub.Pings.ShouldBeEmpty();
        (await Jobs()).ShouldBeEmpty();
    }

    [Fact]
    public async Task S7_2_a_post_that_is_taken_back_goes_from_its_feeds_and_the_hub_is_told()
    {
        var soup = await Publish();
        var before = Told().Count;

        await site.Change(soup.Id, p => p.Withdraw(TestClock.Start));
        await Wait();

        Told().Skip(before).Order(StringComparer.Ordinal).ShouldBe(InAllForms(OfSoup));
    }

    [Fact]
    public async Task S7_4_a_hub_in_trouble_is_told_again_like_any_other_job()
    {
        hub.ReplyStatus = 503;
        await Publish();
        var feeds = InAllForms(OfSoup);
        var waiting = await Jobs();
        waiting
            .Select(j => Here + JsonSerializer.Deserialize<HubTopic>(j.Payload)!.Feed)
            .Order(StringComparer.Ordinal)
            .ShouldBe(feeds);
        // Those whose turn has not come again say nothing yet.
        waiting.ShouldContain(j => j.LastError == "The hub answered 503.");

        hub.ReplyStatus = 202;
        var before = Told().Count;
        site.Clock.Advance(TimeSpan.FromHours(1));
        await Wait();

        Told().Skip(before).Order(StringComparer.Ordinal).ShouldBe(feeds);
        (await Jobs()).ShouldBeEmpty();
    }

    [Fact]
    public async Task S7_2_what_waits_to_be_told_is_not_asked_for_twice()
    {
        await Publish("Soup", wait: false);
        await Publish("Bread", wait: false);
        await site.RunJobs();

        (await Jobs()).Select(j => j.Payload).ShouldBeUnique();
    }

    [Fact]
    public async Task S7_5_without_a_hub_no_job_is_written_and_nothing_is_named()
    {
        await using var quiet = new CourseSite();
        var soup = await quiet.APost("Maria", "Soup", "A week.", 12);
        await quiet.AComment(soup, "Dilys", "Lovely");

        var kinds = await quiet.Read(db => db.Jobs.Select(j => j.Kind).ToListAsync());
        kinds.ShouldNotBeEmpty();
        kinds.ShouldAllBe(k => !k.Contains("Hub") && !k.Contains("Feeds"));
        (await quiet.Visitor().GetAsync("/")).Headers.Contains("Link").ShouldBeFalse();
    }

    [Theory]
    [InlineData("hub.example")]
    [InlineData("ftp://hub.example/")]
    [InlineData("https://user@hub.example/")]
    public void S7_5_a_hub_that_is_no_address_stops_the_start(string address)
    {
        using var wrong = new CourseSite(("Linking:Hub", address));

        Should
            .Throw<Exception>(() => wrong.CreateClient())
            .ToString()
            .ShouldContain("Linking:Hub must be a whole address such as https://hub.example/.");
    }

    private async Task<Post> Publish(string title = "Soup", bool wait = true)
    {
        var post = await site.Published(
            "Maria",
            new Draft
            {
                Title = title,
                Text = "A good week.\n\n## What I tried {#q1}\n\nTwo networks.",
                Things = [12],
                Categories = ["Online identity"],
            }
        );
        if (wait)
        {
            await Wait();
        }

        return post;
    }

    // Ten a minute at most.
    private async Task Wait()
    {
        for (var n = 0; n < 40; n++)
        {
            await site.RunJobs();
            site.Clock.Advance(TimeSpan.FromSeconds(6));
        }
    }

    private List<string> Told() =>
        [.. hub.Pings.Select(p => QueryHelpers.ParseQuery(p.Body)["hub.url"].ToString())];

    private static List<string> InAllForms(IEnumerable<string> feeds) =>
        [
            .. feeds
                .SelectMany(f => FeedFormat.All.Select(form => Here + f + form.Ending))
                .Order(StringComparer.Ordinal),
        ];

    private Task<List<Job>> Jobs() =>
        site.Read(db => db.Jobs.AsNoTracking().Where(j => j.Kind == nameof(TellHub)).ToListAsync());
}
