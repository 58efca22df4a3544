using System.Globalization;
using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Linking.Fetching;

namespace CpdCourse.UnitTests.Linking.Feeds;

public sealed class FeedVisitTests
{
    private const string Rss = "<rss><channel><title>Blog</title></channel></rss>";

    [Fact]
    public async Task S6_18_a_second_visit_to_the_same_feed_brings_nothing()
    {
        await using var server = new StubServer(head =>
            head.Contains("If-None-Match: \"v1\"\r\n", StringComparison.Ordinal)
                ? "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n"
                : StubServer.Ok(
                    Rss,
                    "application/rss+xml",
                    "ETag: \"v1\"\r\nLast-Modified: Mon, 23 May 2011 10:00:00 GMT\r\n"
                )
        );
        var first = await Get(server.Url("/feed"), new FeedVisit());
        var visit = new FeedVisit().After(first);
        var second = await Get(server.Url("/feed"), visit);

        FeedReader.Read(first).ShouldBeOfType<ReadFeed>().Title.ShouldBe("Blog");
        server.Requests[0].ShouldNotContain("If-");
        visit.ShouldBe(new FeedVisit("\"v1\"", "Mon, 23 May 2011 10:00:00 GMT"));
        server.Requests[1].ShouldContain("If-Modified-Since: Mon, 23 May 2011 10:00:00 GMT\r\n");
        second.IsNotModified.ShouldBeTrue();
        second.IsSuccess.ShouldBeFalse();
        second.Body.ShouldBeEmpty();
        visit.After(second).ShouldBe(visit);
        visit
            .After(first with { Headers = (await Get(server.Url(), visit)).Headers, Status = 200 })
            .ShouldBe(new FeedVisit("\"v1\""), "a new document without a date has none");
    }

    [Theory]
    [InlineData("\"a\"\r\nX-Injected: 1")]
    [InlineData("\"é\"")]
    [InlineData("\"\0\"")]
    public async Task F1_what_a_server_gave_us_cannot_write_other_headers(string tag)
    {
        await using var server = new StubServer(_ => StubServer.Ok(Rss, "text/xml"));
        var answer = await Get(server.Url(), new FeedVisit(tag, new string('x', 501)));

        answer.Status.ShouldBe(200);
        server.Requests[0].ShouldNotContain("Injected");
        server.Requests[0].ShouldNotContain("If-");
    }

    [Fact]
    public async Task Long_validators_are_not_kept()
    {
        await using var server = new StubServer(_ =>
            StubServer.Ok(Rss, "text/xml", $"ETag: \"{new string('x', 600)}\"\r\n")
        );

        new FeedVisit().After(await Get(server.Url(), new FeedVisit())).ShouldBe(new FeedVisit());
    }

    [Theory]
    [InlineData("application/rss+xml")]
    [InlineData("application/atom+xml; charset=utf-8")]
    [InlineData("application/feed+json")]
    [InlineData("application/json")]
    [InlineData("application/xml")]
    [InlineData("text/xml")]
    [InlineData("text/html")]
    [InlineData("text/plain")]
    public async Task Feeds_come_as_many_types(string type)
    {
        await using var server = new StubServer(_ => StubServer.Ok(Rss, type));

        (await Get(server.Url(), new FeedVisit())).Body.Length.ShouldBe(Rss.Length);
        server.Requests[0].ShouldContain("Accept: application/atom+xml, ");
    }

    [Fact]
    public async Task F1_a_feed_may_have_5_MB()
    {
        await using var server = new StubServer(head =>
            StubServer.Ok(
                new string(
                    'x',
                    FeedReader.MaxBytes + (head.Contains("/more", StringComparison.Ordinal) ? 1 : 0)
                ),
                "text/xml"
            )
        );
        using var fetcher = Fetcher();

        (await Get(server.Url(), new FeedVisit())).Body.Length.ShouldBe(FeedReader.MaxBytes);
        (await fetcher.Get(server.Url("/more"), new FeedVisit().Wish, default))
            .ShouldBeOfType<FetchRefusal>()
            .Problem.ShouldBe(FetchProblem.TooLarge);
    }

    [Theory]
    [InlineData("/feed", null)]
    [InlineData("/301", "/feed")]
    [InlineData("/308", "/feed")]
    [InlineData("/301/308", "/feed")]
    [InlineData("/302", null)]
    [InlineData("/307", null)]
    [InlineData("/301/302", null)]
    [InlineData("/303/301", null)]
    [InlineData("/301/404", null)]
    [InlineData("/301/304", "/304")]
    public async Task A_feed_that_moved_for_good_tells_where(string path, string? moved)
    {
        await using var server = new StubServer(head =>
        {
            var steps = head.Split(' ')[1].Split('/')[1..];
            var next = "/" + (steps.Length > 1 ? string.Join('/', steps[1..]) : "feed");
            return steps[0] switch
            {
                "feed" => StubServer.Ok(Rss, "text/xml"),
                "304" => "HTTP/1.1 304 Not Modified\r\n\r\n",
                "404" => "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n",
                var status => StubServer.Redirect(
                    next,
                    int.Parse(status, CultureInfo.InvariantCulture)
                ),
            };
        });
        var answer = await Get(server.Url(path), new FeedVisit("\"v1\""));

        answer.MovedTo.ShouldBe(moved is null ? null : server.Url(moved));
        server.Requests.ShouldAllBe(r =>
            r.Contains("If-None-Match: \"v1\"", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("Retry-After: 120\r\n", 120)]
    [InlineData("Retry-After: Mon, 23 May 2011 10:05:00 GMT\r\n", 300)]
    [InlineData("Retry-After: Mon, 23 May 2011 09:00:00 GMT\r\n", null)]
    [InlineData("Retry-After: 0\r\n", null)]
    [InlineData("Retry-After: -5\r\n", null)]
    [InlineData("Retry-After: soon\r\n", null)]
    [InlineData("", null)]
    public async Task A_server_that_wants_rest_says_for_how_long(string header, int? seconds)
    {
        await using var server = new StubServer(_ =>
            $"HTTP/1.1 503 Busy\r\n{header}Content-Length: 0\r\n\r\n"
        );
        var answer = await Get(server.Url(), new FeedVisit());

        answer
            .RetryAfter(new DateTimeOffset(2011, 5, 23, 10, 0, 0, TimeSpan.Zero))
            .ShouldBe(seconds is { } s ? TimeSpan.FromSeconds(s) : null);
    }

    [Theory]
    [InlineData("Cache-Control: public, max-age=60\r\n", 60)]
    [InlineData("Cache-Control: max-age=60\r\nAge: 50\r\n", 10)]
    [InlineData("Cache-Control: max-age=60\r\nAge: 90\r\n", 0)]
    [InlineData("Cache-Control: max-age=60\r\nExpires: Mon, 23 May 2011 09:00:00 GMT\r\n", 60)]
    [InlineData("Cache-Control: public\r\nCache-Control: no-cache, max-age=60\r\n", 0)]
    [InlineData("Expires: Mon, 23 May 2011 10:05:00 GMT\r\n", 300)]
    [InlineData("Expires: 0\r\n", 0)]
    [InlineData("Vary: *\r\nCache-Control: max-age=60\r\n", 0)]
    [InlineData("", 0)]
    public async Task An_answer_says_for_how_long_it_may_be_used_again(string headers, int seconds)
    {
        await using var server = new StubServer(_ =>
            $"HTTP/1.1 200 OK\r\n{headers}Content-Type: text/xml\r\nContent-Length: 0\r\n\r\n"
        );
        var answer = await Get(server.Url(), new FeedVisit());

        answer
            .FreshFor(new DateTimeOffset(2011, 5, 23, 10, 0, 0, TimeSpan.Zero))
            .ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Hubs_of_headers_reach_the_feed()
    {
        await using var server = new StubServer(_ =>
            StubServer.Ok(
                Rss,
                "text/xml",
                "Link: <https://hub.example/>; rel=hub\r\nLink: </topic>; rel=self\r\n"
            )
        );
        var feed = FeedReader
            .Read(await Get(server.Url("/feed"), new FeedVisit()))
            .ShouldBeOfType<ReadFeed>();

        feed.Hubs.ShouldBe([new Uri("https://hub.example/")]);
        feed.Self.ShouldBe(server.Url("/topic"));
    }

    private static async Task<Fetched> Get(Uri url, FeedVisit visit)
    {
        using var fetcher = Fetcher();
        return (await fetcher.Get(url, visit.Wish, default)).ShouldBeOfType<Fetched>();
    }

    private static SafeFetcher Fetcher() =>
        new(new OutboundOptions { AllowPrivateNetworks = ["127.0.0.1/32"] }, new FakeHosts());
}
