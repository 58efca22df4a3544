using System.Net;
using CpdCourse.Domain.Blogs;
using CpdCourse.Testing;
using CpdCourse.WebTests.Mentions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>The hub of a followed blog is asked to tell of its news, and to stop (WebSub 4 and 5, protocols 7).</summary>
public sealed class SubscribeTests : HubOfBlog
{
    [Fact]
    public async Task S7_6_the_hub_is_asked_once_the_blog_is_followed_and_not_before()
    {
        NamesHub();
        Publish(Soup);
        var found = await Search(Home(Mine).AbsoluteUri);
        await Minutes(2);
        Asked.ShouldBeEmpty();

        await Press(found, "form#follow");
        await Minutes(2);

        var ping = Blog.Pings.ShouldHaveSingleItem();
        var said = QueryHelpers.ParseQuery(ping.Body);
        var kept = await Subscription();
        ping.Path.ShouldBe("/hub");
        ping.ContentType.ShouldBe("application/x-www-form-urlencoded");
        said["hub.mode"].ToString().ShouldBe("subscribe");
        said["hub.topic"].ToString().ShouldBe(Topic);
        said["hub.callback"].ToString().ShouldBe($"http://localhost:5023/websub/{kept.Token}");
        said["hub.secret"].ToString().ShouldBe(kept.Secret);
        said["hub.lease_seconds"].ToString().ShouldBe("864000");
        kept.State.ShouldBe(SubscriptionState.Asked);
    }

    [Fact]
    public async Task S7_6_a_feed_that_names_a_hub_and_not_itself_has_none()
    {
        FeedHeaders = [("Link", $"<{Blog.Url("/hub")}>; rel=hub")];
        Publish(Soup);
        await Followed();
        await Minutes(2);

        Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task S7_7_the_challenge_comes_back_for_what_was_asked_and_for_nothing_else()
    {
        await FollowedWithHub();

        foreach (
            var (mode, topic, query) in new[]
            {
                ("subscribe", Topic + "?", "&hub.challenge=c&hub.lease_seconds=60"),
                ("subscribe", "", "&hub.challenge=c&hub.lease_seconds=60"),
                ("subscribe", Topic, "&hub.lease_seconds=60"),
                ("unsubscribe", Topic, "&hub.challenge=c"),
                ("publish", Topic, "&hub.challenge=c"),
                ("", Topic, "&hub.challenge=c"),
            }
        )
        {
            (await Verify(mode, topic, query)).StatusCode.ShouldBe(HttpStatusCode.NotFound, mode);
        }

        (await Subscription()).State.ShouldBe(SubscriptionState.Asked);
        using var hub = Site.Visitor();
        (
            await hub.GetAsync(
                new Uri(
                    $"/websub/{new string('0', 40)}?hub.mode=subscribe&hub.topic={Uri.EscapeDataString(Topic)}&hub.challenge=c",
                    UriKind.Relative
                )
            )
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var right = await Verify();
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        right.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await right.Content.ReadAsStringAsync()).ShouldBe("c+1");
        (await Subscription()).State.ShouldBe(SubscriptionState.Active);
        Words(await Maria.Page($"/me/blogs/{(await Kept()).Id.Value}"))
            .ShouldContain("Its hub has promised to tell us of new posts");
    }

    [Fact]
    public async Task S7_9_a_hub_may_say_no_and_polling_goes_on()
    {
        await Subscribed();

        (await Verify("denied", query: "&hub.reason=none")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Subscription()).State.ShouldBe(SubscriptionState.Denied);
        (await Tell()).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var before = Readings;
        await AnHourLater();
        Readings.ShouldBe(before + 1);
        Asked.ShouldBe(["/hub subscribe"]);
    }

    [Fact]
    public async Task S7_9_a_promise_is_renewed_before_it_ends()
    {
        var first = await Subscribed();

        await AnHourLater(8 * 24);

        Asked.ShouldBe(["/hub subscribe", "/hub subscribe"]);
        (await Verify()).StatusCode.ShouldBe(HttpStatusCode.OK);
        var renewed = await Subscription();
        renewed.Token.ShouldBe(first.Token);
        renewed.EndsAt!.Value.ShouldBeGreaterThan(first.EndsAt!.Value.AddDays(7));
    }

    [Fact]
    public async Task S7_9_a_dead_hub_is_asked_later_and_later_and_the_blog_is_read_as_ever()
    {
        Blog.ReplyStatus = 500;
        await FollowedWithHub();

        for (var i = 0; i < 8; i++)
        {
            await AnHourLater();
        }

        Asked.Count.ShouldBe(4);
        (await Kept()).Failures.ShouldBe(0);
        Publish(Soup, Bread);
        await AnHourLater();
        (await Listed()).ShouldContain("Thing 5: bread");
    }

    [Fact]
    public async Task S7_6_a_hub_that_lives_elsewhere_is_asked_there_once()
    {
        Blog.ReplyStatus = 307;
        Blog.ReplyHeaders["Location"] = "/there";
        NamesHub();
        Publish(Soup);
        await Followed();
        Site.Clock.Advance(TimeSpan.FromMinutes(2));
        await Site.RunRecurring();
        await Site.RunJobsFor(60);

        Asked.ShouldBe(["/hub subscribe", "/there subscribe"]);
        (await Verify()).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S7_6_who_stops_following_asks_the_hub_to_stop()
    {
        var kept = await Subscribed();
        await Press(await Maria.Page($"/me/blogs/{(await Kept()).Id.Value}"), "form#stop");
        await Minutes(2);

        Asked.ShouldBe(["/hub subscribe", "/hub unsubscribe"]);
        (await Tell()).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Verify("subscribe")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var right = await Verify("unsubscribe", query: "&hub.challenge=bye");
        (await right.Content.ReadAsStringAsync()).ShouldBe("bye");
        (await Kinds()).ShouldBeEmpty();
        QueryHelpers
            .ParseQuery(Blog.Pings[1].Body)["hub.callback"]
            .ToString()
            .ShouldEndWith(kept.Token);
    }

    [Fact]
    public async Task S7_6_a_hub_that_does_not_hear_goodbye_is_forgotten()
    {
        await Subscribed();
        await Press(await Maria.Page($"/me/blogs/{(await Kept()).Id.Value}"), "form#stop");

        for (var i = 0; i < 12; i++)
        {
            await AnHourLater();
        }

        Asked.Count(a => a == "/hub unsubscribe").ShouldBe(HubSubscription.PartingTries);
        (await Kinds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task S7_6_a_blog_that_changes_its_hub_leaves_the_old_one()
    {
        await Subscribed();
        NamesHub("/other");
        Publish(Soup, Bread);
        await AnHourLater();
        await Minutes(2);
        Asked.ShouldBe(["/hub subscribe", "/hub unsubscribe"], "the new one has to wait an hour");

        await AnHourLater();

        Asked.ShouldContain("/other subscribe");
    }

    [Fact]
    public async Task F7_a_feed_with_another_hub_each_time_makes_us_ask_nobody()
    {
        NamesHub("/0");
        Publish(Soup);
        await Followed();
        await Minutes(2);
        for (var i = 1; i < 6; i++)
        {
            NamesHub($"/{i}");
            Publish(Soup with { Words = $"Words {i}." });
            Site.Clock.Advance(TimeSpan.FromMinutes(1));
            await Site.Read(async db =>
            {
                (await db.Blogs.SingleAsync()).ReadSoon(Site.Clock.GetUtcNow());
                return await db.SaveChangesAsync();
            });
            await Minutes(2);
        }

        Asked.ShouldBe(["/0 subscribe"]);
        (await Kinds()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task S7_6_whoever_leaves_leaves_the_hub()
    {
        await Subscribed();
        var now = Site.Clock.GetUtcNow();
        await Site.Read(db =>
            db.Personas.ExecuteUpdateAsync(all => all.SetProperty(p => p.RetiredAt, now))
        );

        await Minutes(2);

        Asked.ShouldContain("/hub unsubscribe");
    }

    private Task<List<SubscriptionState>> Kinds() =>
        Site.Read(db => db.HubSubscriptions.Select(s => s.State).ToListAsync());
}
