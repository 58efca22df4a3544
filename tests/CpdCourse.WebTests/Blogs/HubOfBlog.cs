using System.Net;
using System.Security.Cryptography;
using System.Text;
using CpdCourse.Domain.Blogs;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>A blog whose feed names a hub, and the hub (WebSub).</summary>
public abstract class HubOfBlog : OwnBlog
{
    protected static readonly BlogPost Soup = new("/soup", "Thing 12: soup");
    protected static readonly BlogPost Bread = new("/bread", "Thing 5: bread");

    protected string Topic => Blog.Url("/feed").AbsoluteUri;

    /// <summary>What the hub was asked for, one after another.</summary>
    protected IReadOnlyList<string> Asked =>
        [.. Blog.Pings.Select(p => $"{p.Path} {QueryHelpers.ParseQuery(p.Body)["hub.mode"]}")];

    protected int Readings => Blog.Visits.Count(v => v == "GET /feed");

    protected void NamesHub(string hub = "/hub") =>
        FeedHeaders = [("Link", $"<{Blog.Url(hub)}>; rel=\"hub\", <{Topic}>; rel=\"self\"")];

    /// <summary>The blog is followed, and the hub has been asked.</summary>
    protected async Task FollowedWithHub()
    {
        NamesHub();
        Publish(Soup);
        await Followed();
        await Minutes(2);
    }

    /// <summary>The hub has asked back as well.</summary>
    protected async Task<HubSubscription> Subscribed()
    {
        await FollowedWithHub();
        (await Verify()).StatusCode.ShouldBe(HttpStatusCode.OK);
        return await Subscription();
    }

    protected Task<HubSubscription> Subscription() =>
        Site.Read(db => db.HubSubscriptions.AsNoTracking().SingleAsync());

    protected async Task Minutes(int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            Site.Clock.Advance(TimeSpan.FromMinutes(1.01));
            await Site.RunRecurring();
            await Site.RunJobs();
        }
    }

    /// <summary>The hub asks whether what it was asked for is meant.</summary>
    protected async Task<HttpResponseMessage> Verify(
        string mode = "subscribe",
        string? topic = null,
        string query = "&hub.challenge=c%2B1&hub.lease_seconds=864000"
    )
    {
        using var hub = Site.Visitor();
        return await hub.GetAsync(
            new Uri(
                $"/websub/{(await Subscription()).Token}?hub.mode={mode}&hub.topic={Uri.EscapeDataString(topic ?? Topic)}{query}",
                UriKind.Relative
            )
        );
    }

    /// <summary>The hub tells of news, with a feed of its own making.</summary>
    protected async Task<HttpResponseMessage> Tell(string? secret = null, string? signature = null)
    {
        var kept = await Subscription();
        var body = Encoding.UTF8.GetBytes(
            $"<rss version='2.0'><channel><title>S</title><item><title>Thing 7: forged</title><link>{Blog.Url("/forged")}</link></item></channel></rss>"
        );
        var code = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret ?? kept.Secret), body);
        using var hub = Site.Visitor();
        using var news = new ByteArrayContent(body);
        news.Headers.Add(
            "X-Hub-Signature",
            signature ?? $"sha256={Convert.ToHexStringLower(code)}"
        );
        return await hub.PostAsync(new Uri($"/websub/{kept.Token}", UriKind.Relative), news);
    }
}
