using System.Net;
using CpdCourse.Domain.People;
using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Blogs;

/// <summary>What a hub tells is a reason to read the feed, and nothing more (WebSub 7 and 8, protocols 7).</summary>
public sealed class HubTellsTests : HubOfBlog
{
    [Fact]
    public async Task S7_8_news_make_the_feed_be_read_at_once_and_only_the_feed_is_believed()
    {
        await Subscribed();
        await Minutes(10);
        Publish(Soup, Bread);

        (await Tell()).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await Minutes(1);

        (await Listed()).ShouldBe(["Thing 12: soup", "Thing 5: bread"], ignoreOrder: true);
        Blog.Visits.ShouldNotContain("GET /forged");
        Words(await Maria.Page($"/me/blogs/{(await Kept()).Id.Value}"))
            .ShouldContain("Its hub tells us of new posts at once");
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);
        Words(await wen.Page("/studio/blogs")).ShouldContain("Its hub tells us of new posts");
    }

    [Theory]
    [InlineData("other", null)]
    [InlineData(null, "")]
    [InlineData(null, "sha256=00")]
    [InlineData(null, "md5=d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData(null, "sha1=0000000000000000000000000000000000000000")]
    public async Task S7_8_a_wrong_signature_is_answered_alike_and_changes_nothing(
        string? secret,
        string? signature
    )
    {
        await Subscribed();
        await Minutes(10);
        var (before, readings) = (await Subscription(), Readings);

        (await Tell(secret, signature)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await Minutes(1);

        (await Subscription()).ToldAt.ShouldBe(before.ToldAt);
        Readings.ShouldBe(readings);
    }

    [Fact]
    public async Task S7_8_a_flood_of_news_is_one_reading()
    {
        await Subscribed();
        await Minutes(10);
        var before = Readings;
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 15; i++)
        {
            using var answer = await Tell();
            answers.Add(answer.StatusCode);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
            {
                answer.Headers.RetryAfter.ShouldNotBeNull();
            }
        }

        answers.Count(a => a is HttpStatusCode.Accepted).ShouldBe(10);
        answers.Count(a => a is HttpStatusCode.TooManyRequests).ShouldBe(5);
        await Minutes(1);
        await Tell();
        await Minutes(1);
        await Tell();
        await Minutes(1);
        Readings.ShouldBe(before + 1);

        // What came in the breath after it is not lost.
        await Minutes(3);
        Readings.ShouldBe(before + 2);
    }

    [Fact]
    public async Task S7_8_news_alone_make_no_page_be_made_anew()
    {
        await Subscribed();
        await Minutes(10);
        var changes = Site.Services.GetRequiredService<Changes>();
        var before = changes.Now;

        await Tell();

        (await Subscription()).ToldAt.ShouldNotBeNull();
        changes.Now.ShouldBe(before);
    }

    [Fact]
    public async Task S7_7_news_for_an_address_that_nobody_has_find_nobody()
    {
        await Subscribed();
        using var hub = Site.Visitor();
        using var nothing = new ByteArrayContent([]);

        (
            await hub.PostAsync(
                new Uri($"/websub/{new string('a', 40)}", UriKind.Relative),
                nothing
            )
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task S7_9_a_hub_that_has_told_lets_us_ask_four_times_a_day_and_no_longer_when_it_missed_one()
    {
        await Subscribed();
        await AnHourLater();
        await AnHourLater();
        Readings.ShouldBe(4, "a promise is not enough");
        await Tell();
        await Minutes(6);
        var before = Readings;

        for (var i = 0; i < 5; i++)
        {
            await AnHourLater();
        }

        Readings.ShouldBe(before);
        Publish(Soup, Bread);
        await AnHourLater();
        await AnHourLater();
        Readings.ShouldBe(before + 2, "after six hours, and an hour later again");
        (await Listed()).ShouldContain("Thing 5: bread");
        Words(await Maria.Page($"/me/blogs/{(await Kept()).Id.Value}"))
            .ShouldContain("Its hub did not tell us of its last post");
    }

    [Fact]
    public async Task S7_9_a_promise_that_ended_is_no_promise()
    {
        await Subscribed();
        await Tell();
        await Minutes(1);
        Blog.ReplyStatus = 500;
        Site.Clock.Advance(TimeSpan.FromDays(10));
        await AnHourLater();
        var before = Readings;

        await AnHourLater();
        await AnHourLater();

        Readings.ShouldBe(before + 2);
    }
}
