using System.Text;
using CpdCourse.Linking.Fetching;

namespace CpdCourse.UnitTests.Linking;

public sealed class SafeFetcherTests
{
    private readonly FakeHosts hosts = new();

    [Fact]
    public async Task A_page_comes_with_its_status_type_and_headers()
    {
        await using var server = new StubServer(_ =>
            StubServer.Ok(
                "<p>Hello",
                headers: "X-Pingback: http://a.example/x\r\nLink: <a>; rel=webmention\r\nLink: <b>; rel=hub\r\n"
            )
        );
        var page = (await Get(server.Url("/post?x=1#part"))).ShouldBeOfType<Fetched>();

        page.Status.ShouldBe(200);
        page.IsSuccess.ShouldBeTrue();
        page.FinalUrl.ShouldBe(server.Url("/post?x=1#part"));
        page.ContentType.ShouldBe("text/html; charset=utf-8");
        Encoding.UTF8.GetString(page.Body).ShouldBe("<p>Hello");
        page.Headers.First("x-pingback").ShouldBe("http://a.example/x");
        page.Headers.First("Link").ShouldBe("<a>; rel=webmention");
        page.Headers.First("ETag").ShouldBeNull();
    }

    [Fact]
    public async Task F1_a_request_names_us_and_tells_nothing_else()
    {
        await using var server = new StubServer(_ =>
            StubServer.Ok("x", headers: "Set-Cookie: a=b\r\n")
        );
        using var fetcher = Fetcher();
        using var activity = new System.Diagnostics.Activity("outer").Start();
        await fetcher.Get(server.Url(), FetchWish.Page, default);
        await fetcher.Get(server.Url("/again"), FetchWish.Page, default);

        var first = Names(server.Requests[0]);
        first.ShouldBe(
            ["Host", "User-Agent", "Accept", "Connection", "Accept-Encoding"],
            ignoreOrder: true
        );
        Names(server.Requests[1]).ShouldNotContain("Cookie");
        server.Requests[0].ShouldContain("User-Agent: CpdCourse (Webmention verification)\r\n");
        server.Hits.ShouldBe(2);

        static string[] Names(string request) =>
            [
                .. request
                    .Split("\r\n")
                    .Skip(1)
                    .Where(l => l.Length > 0)
                    .Select(l => l.Split(':')[0]),
            ];
    }

    [Fact]
    public async Task Redirects_are_followed_and_the_last_address_is_told()
    {
        await using var server = new StubServer(head =>
            head.StartsWith("GET /old ", StringComparison.Ordinal)
                ? StubServer.Redirect("new?a=b c")
                : StubServer.Ok("here")
        );
        var page = (await Get(server.Url("/old"))).ShouldBeOfType<Fetched>();

        page.FinalUrl.AbsoluteUri.ShouldBe(server.Url("/new?a=b%20c").AbsoluteUri);
    }

    [Fact]
    public async Task A_mapped_spelling_reaches_the_allow_listed_address()
    {
        await using var server = new StubServer(_ => StubServer.Ok("x"));

        (await Get(server.Url("/", "[::ffff:127.0.0.1]"))).ShouldBeOfType<Fetched>();
    }

    [Fact]
    public async Task Other_statuses_come_without_a_body_whatever_their_type()
    {
        await using var server = new StubServer(_ =>
            "HTTP/1.1 410 Gone\r\nContent-Type: image/png\r\nRetry-After: 3\r\nContent-Length: 4\r\n\r\nabcd"
        );
        var gone = (await Get(server.Url())).ShouldBeOfType<Fetched>();

        gone.Status.ShouldBe(410);
        gone.Body.ShouldBeEmpty();
        gone.Headers.First("Retry-After").ShouldBe("3");
    }

    [Fact]
    public async Task For_discovery_headers_and_the_beginning_suffice()
    {
        await using var picture = new StubServer(_ =>
            StubServer.Ok("abc", "image/png", "Link: <x>; rel=webmention\r\n")
        );
        await using var book = new StubServer(_ => StubServer.Ok(new string('x', 1100)));
        using var fetcher = Fetcher(Options() with { MaxBytes = 1000 });
        var first = (
            await fetcher.Get(picture.Url(), FetchWish.Discovery, default)
        ).ShouldBeOfType<Fetched>();
        var second = (
            await fetcher.Get(book.Url(), FetchWish.Discovery, default)
        ).ShouldBeOfType<Fetched>();

        first.Headers.First("Link").ShouldBe("<x>; rel=webmention");
        first.Body.ShouldBeEmpty();
        second.Body.Length.ShouldBe(1000);
    }

    [Fact]
    public async Task P1_1_8_a_redirected_post_is_not_followed()
    {
        await using var server = new StubServer(_ => StubServer.Redirect("/elsewhere", 307));
        using var fetcher = Fetcher();
        var answer = await fetcher.Post(
            server.Url("/ping"),
            new FetchMessage(
                "application/x-www-form-urlencoded; charset=utf-8",
                "url=x"u8.ToArray()
            ),
            default
        );

        answer.ShouldBeOfType<Fetched>().Status.ShouldBe(307);
        server.Hits.ShouldBe(1);
        server.Requests[0].ShouldStartWith("POST /ping ");
        server
            .Requests[0]
            .ShouldContain("Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n");
        server.Requests[0].ShouldEndWith("\r\n\r\nurl=x");
    }

    [Fact]
    public async Task A_reply_to_a_post_is_kept_up_to_a_limit_also_on_errors()
    {
        await using var server = new StubServer(_ =>
            StubServer
                .Ok(new string('x', 100_000), "text/xml")
                .Replace("200 OK", "403 No", StringComparison.Ordinal)
        );
        using var fetcher = Fetcher();
        var answer = (
            await fetcher.Post(server.Url(), new FetchMessage("text/plain", default), default)
        ).ShouldBeOfType<Fetched>();

        answer.Status.ShouldBe(403);
        answer.Body.Length.ShouldBe(64 * 1024);
    }

    [Fact]
    public async Task The_caller_can_stop_a_request()
    {
        await using var server = new StubServer((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        using var fetcher = Fetcher();
        using var stop = new CancellationTokenSource(100);

        await Should.ThrowAsync<OperationCanceledException>(
            fetcher.Get(server.Url(), FetchWish.Page, stop.Token)
        );
    }

    [Fact]
    public async Task A_host_gets_one_request_at_a_time()
    {
        var together = 0;
        var most = 0;
        await using var server = new StubServer(
            async (_, stream, stop) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref together));
                await Task.Delay(20, stop);
                Interlocked.Decrement(ref together);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(StubServer.Ok("x")), stop);
            }
        );
        using var fetcher = Fetcher();
        var all = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => fetcher.Get(server.Url(), FetchWish.Page, default))
        );

        all.ShouldAllBe(result => result is Fetched);
        most.ShouldBe(1);
    }

    [Fact]
    public void Wrong_settings_are_told_in_sentences()
    {
        var options = Options() with
        {
            AllowPrivateNetworks = ["127.0.0.1/32", "ten", "::1/129"],
            AllowedPorts = [80, 0],
            Total = TimeSpan.Zero,
            UserAgent = "a\r\nb",
        };

        options.Validate().Count.ShouldBe(5);
        options.Validate()[0].ShouldContain("\"ten\"");
        new OutboundOptions().Validate().ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => new SafeFetcher(options, hosts));
    }

    [Fact]
    public void F1_the_handler_does_nothing_on_its_own()
    {
        using var handler = SafeConnection.Handler(Options(), new AddressRules([]));

        handler.AllowAutoRedirect.ShouldBeFalse();
        handler.UseProxy.ShouldBeFalse();
        handler.UseCookies.ShouldBeFalse();
        handler.Credentials.ShouldBeNull();
        handler.ActivityHeadersPropagator.ShouldBeNull();
        handler.SslOptions.CertificateChainPolicy!.DisableCertificateDownloads.ShouldBeTrue();
        handler.SslOptions.RemoteCertificateValidationCallback.ShouldBeNull();
    }

    private async Task<FetchResult> Get(Uri url)
    {
        using var fetcher = Fetcher();
        return await fetcher.Get(url, FetchWish.Page, CancellationToken.None);
    }

    private SafeFetcher Fetcher(OutboundOptions? options = null) =>
        new(options ?? Options(), hosts);

    private static OutboundOptions Options() =>
        new() { AllowPrivateNetworks = ["127.0.0.1/32"], OwnHost = "own.example" };

    private static void Refused(FetchResult result, FetchProblem problem) =>
        result.ShouldBeOfType<FetchRefusal>().Problem.ShouldBe(problem);
}
