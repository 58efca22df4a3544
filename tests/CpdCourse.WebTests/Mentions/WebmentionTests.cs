using System.Net;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

public sealed class WebmentionTests : IAsyncLifetime
{
    private const string Endpoint = "/webmention";
    private const string Permalink = "http://localhost:5023/@maria/soup";
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
    [InlineData("HEAD", "/@maria")]
    public async Task P1_2_1_pages_that_can_be_mentioned_name_the_endpoint(
        string method,
        string page
    )
    {
        using var blog = site.Visitor();

        using var answer = await blog.SendAsync(new HttpRequestMessage(new(method), page));

        answer
            .Headers.GetValues("Link")
            .ShouldBe(["<http://localhost:5023/webmention>; rel=\"webmention\""]);
        if (method == "GET")
        {
            var html = await site.Visitor().Page(page);
            html.QuerySelector("link[rel=webmention]")!
                .GetAttribute("href")
                .ShouldBe("http://localhost:5023/webmention");
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/things")]
    [InlineData("/things/23")]
    public async Task P1_2_1_other_pages_do_not(string page)
    {
        using var blog = site.Visitor();

        using var answer = await blog.GetAsync(page);

        answer.Headers.Contains("Link").ShouldBeFalse();
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("rel=\"webmention\"");
    }

    [Fact]
    public async Task P1_2_5_it_is_taken_at_once_and_its_state_can_be_looked_at()
    {
        var source = stranger.Page("/notes", new Uri(Permalink), "Week notes");
        using var blog = site.Visitor();

        using var answer = await Send(blog, source.ToString(), Permalink);

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        stranger.Visits.ShouldBeEmpty();
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var state = answer.Headers.Location!;
        state.AbsoluteUri.ShouldStartWith("http://localhost:5023/webmention/");
        (await State(blog, state)).ShouldBe("queued");

        await site.RunJobs();
        (await State(blog, state)).ShouldBe("moderation");
        (await site.PublishTheMention()).IsDone.ShouldBeTrue();
        (await State(blog, state)).ShouldBe("verified");
        var page = await site.Visitor().Page("/@maria/soup");
        page.QuerySelector(".tb .src")!.TextContent.ShouldBe("Week notes");
        page.QuerySelector(".tb .meta")!.TextContent.ShouldContain("by webmention");
    }

    [Theory]
    [InlineData("http://localhost:5023/@Maria/Soup/?utm_source=feed#c3")]
    [InlineData("http://localhost:5023/@maria/soup/comments/3")]
    [InlineData("http://localhost:5023/things/12")]
    [InlineData("http://localhost:5023/@Maria/")]
    public async Task P1_2_3_any_spelling_of_a_page_is_a_target(string target)
    {
        using var blog = site.Visitor();

        using var answer = await Send(blog, "https://blog.example/1", target);

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("", Permalink, "source is missing")]
    [InlineData("https://blog.example/1", "", "target is missing")]
    [InlineData("blog", Permalink, "source must be")]
    [InlineData("https://blog.example/1", "https://blog.example/2", "no page here")]
    [InlineData("https://blog.example/1", "http://localhost:5023/about", "no page here")]
    [InlineData("https://blog.example/1", "http://localhost:5023/@maria/no", "no page here")]
    [InlineData("https://blog.example/1", "http://localhost:5023/@maria/mine", "no page here")]
    [InlineData("https://blog.example/1", "http://localhost:5023/things/23", "no page here")]
    [InlineData("http://localhost:5023/things/12", Permalink, "noticed by themselves")]
    public async Task P1_2_2_what_is_wrong_is_said_in_a_sentence_and_hidden_is_like_absent(
        string source,
        string target,
        string says
    )
    {
        var draft = new Draft
        {
            Title = "Mine",
            Text = "Words.",
            Audience = Audience.Me,
        };
        await site.PublishDraft(await site.ADraft("Maria", draft));
        using var blog = site.Visitor();

        using var answer = await Send(blog, source, target);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        (await answer.Content.ReadAsStringAsync()).ShouldContain(says);
        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("text/plain", "source=a&target=b")]
    [InlineData("multipart/form-data; boundary=x", "--x--\r\n")]
    public async Task P1_2_4_another_media_type_is_refused(string type, string body)
    {
        using var blog = site.Visitor();
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);

        using var answer = await blog.PostAsync(Endpoint, content);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task P1_2_7_a_person_sends_it_by_hand_and_is_taken_to_its_state()
    {
        using var browser = site.Visitor();
        var page = await browser.Page("/@maria/soup");
        var form = await browser.Page(
            page.QuerySelector($"a[href^='{Endpoint}?']")!.GetAttribute("href")!
        );
        form.QuerySelector("#Target")!.GetAttribute("value").ShouldBe(Permalink);
        form.QuerySelector("#webmention-form")!.GetAttribute("action").ShouldBe(Endpoint);

        browser.DefaultRequestHeaders.Add("Sec-Fetch-Mode", "navigate");
        using var answer = await Send(browser, "https://blog.example/1", Permalink);

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await State(browser, answer.Headers.Location!)).ShouldBe("queued");
    }

    [Fact]
    public async Task P1_2_11_sent_again_it_takes_over_what_the_page_says_now_once_that_was_read()
    {
        var source = stranger.Page("/notes", new Uri(Permalink), "Week notes");
        using var blog = site.Visitor();
        await Send(blog, source.ToString(), Permalink);
        await site.RunJobsFor(2);
        await site.PublishTheMention();

        stranger.Page("/notes", new Uri(Permalink), "Cheap watches");
        await Send(blog, source.ToString(), Permalink);
        await site.RunJobsFor(2);

        var mention = await site.TheMention();
        mention.Title.ShouldBe("Cheap watches");
        mention.State.ShouldBe(Moderation.Held);
    }

    [Theory]
    [InlineData(410)]
    [InlineData(200)]
    public async Task P1_2_12_sent_again_for_a_page_that_is_gone_it_is_no_longer_listed(int status)
    {
        var source = stranger.Page("/notes", new Uri(Permalink), "Week notes");
        using var blog = site.Visitor();
        using var answer = await Send(blog, source.ToString(), Permalink);
        await site.RunJobsFor(2);
        await site.PublishTheMention();

        stranger.Status("/notes", status);
        await Send(blog, source.ToString(), Permalink);
        await site.RunJobsFor(2);

        (await site.TheMention()).State.ShouldBe(Moderation.Withdrawn);
        (await State(blog, answer.Headers.Location!)).ShouldBe("rejected");
    }

    [Fact]
    public async Task P1_2_16_by_trackback_and_webmention_it_is_one_mention()
    {
        var source = stranger.Page("/notes", new Uri(Permalink), "Week notes");
        using var blog = site.Visitor();

        await (await blog.Ping("/@maria/soup/trackback", source)).ShouldBeTaken();
        using var answer = await Send(blog, source.ToString(), Permalink);

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await site.TheMention()).Protocol.ShouldBe(Protocol.Trackback);
        (await State(blog, answer.Headers.Location!)).ShouldBe("queued");
    }

    [Fact]
    public async Task P1_2_6_the_state_tells_nothing_of_the_request_that_was_made()
    {
        using var blog = site.Visitor();
        var words = new List<string>();
        foreach (
            var source in new[]
            {
                "http://10.1.2.3/",
                "http://nowhere.invalid/",
                stranger.Status("/broken", 500).ToString(),
                stranger.Page("/plain", "<p>No link.</p>").ToString(),
            }
        )
        {
            using var answer = await Send(blog, source, Permalink);
            await site.RunJobsFor(3);
            words.Add((await blog.Page(answer.Headers.Location!.PathAndQuery)).Body!.TextContent);
        }

        words.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task P1_2_18_a_flood_is_told_to_wait()
    {
        using var blog = site.Visitor();
        var answer = await Send(blog, "https://blog.example/0", Permalink);
        for (var n = 1; n < 100 && answer.IsSuccessStatusCode; n++)
        {
            answer = await Send(blog, $"https://blog.example/{n}", Permalink);
        }

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.ToString().ShouldBe("60");
    }

    [Fact]
    public async Task P1_2_18_switched_off_nothing_is_announced_and_nothing_taken()
    {
        await using var closed = new CourseSite(("Linking:Webmention:Receive", "false"));
        await closed.APost("Maria", "Soup", "Words.");
        using var blog = closed.Visitor();

        using var page = await blog.GetAsync("/@maria/soup");
        page.Headers.Contains("Link").ShouldBeFalse();
        (await page.Content.ReadAsStringAsync()).ShouldNotContain("rel=\"webmention\"");
        using var answer = await Send(blog, "https://blog.example/1", Permalink);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await closed.Visitor().Page(Endpoint)).QuerySelector("#webmention-form").ShouldBeNull();
    }

    private static Task<HttpResponseMessage> Send(
        HttpClient sender,
        string source,
        string target
    ) =>
        sender.PostAsync(
            Endpoint,
            new FormUrlEncodedContent(
                new Dictionary<string, string> { ["source"] = source, ["target"] = target }
            )
        );

    private static async Task<string> State(HttpClient sender, Uri address) =>
        (await sender.Page(address.IsAbsoluteUri ? address.PathAndQuery : address.OriginalString))
            .QuerySelector(".state")!
            .TextContent;
}
