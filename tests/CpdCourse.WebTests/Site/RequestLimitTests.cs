using System.Diagnostics;
using System.Globalization;

namespace CpdCourse.WebTests.Site;

/// <summary>Requests that no browser sends, to the real server: none is an error of ours, and none stops it from answering others.</summary>
public sealed class RequestLimitTests(LiveSite site) : IClassFixture<LiveSite>
{
    private const string Form = "application/x-www-form-urlencoded";
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData(Megabyte, 400)]
    [InlineData(Megabyte + 1, 413)]
    public async Task R14_a_body_has_at_most_a_megabyte(int length, int status)
    {
        var said = await site.Say(
            Post("/sign-in", "Input.Mail=" + new string('x', length - "Input.Mail=".Length))
        );

        ShouldBe(said, status);
        if (status == 413)
        {
            said.ShouldContain("A form can hold up to 1 MB.");
        }
    }

    [Fact]
    public async Task R14_a_body_without_an_end_has_at_most_a_megabyte_too()
    {
        var chunk = "10000\r\n" + new string('x', 0x10000) + "\r\n";

        var said = await site.Say(
            $"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: {Form}\r\nTransfer-Encoding: chunked\r\n\r\n"
                + string.Concat(Enumerable.Repeat(chunk, 20))
        );

        ShouldBe(said, 413);
        said.ShouldContain("A form can hold up to 1 MB.");
    }

    [Theory]
    [InlineData(1_023)]
    [InlineData(1_024)]
    [InlineData(1_025)]
    public async Task R14_a_form_has_at_most_1024_fields(int count)
    {
        var fields = string.Join('&', Enumerable.Range(0, count).Select(i => $"f{i}=x"));

        var said = await site.Say(Post("/sign-in", fields));

        // Without our token no form is taken, but the one with too many is not even read.
        ShouldBe(said, 400);
        said.Contains("The form could not be read", StringComparison.Ordinal)
            .ShouldBe(count > 1_024);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost/x\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: user@localhost\r\n\r\n", 400)]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nCookie: \u00e4=\u00ff\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400)]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET\r\n\r\n", 400)]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n", 400)]
    [InlineData("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 505)]
    [InlineData("POST /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData(
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        400
    )]
    [InlineData("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData(
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: identity, chunked\r\nContent-Length: 5\r\n\r\nabcde",
        400
    )]
    [InlineData(
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        400
    )]
    public async Task R14_a_request_that_breaks_the_rules_is_refused(string request, int status)
    {
        ShouldBe(await site.Say(request), status);
    }

    // With their names and the ends of their lines; beside this one there are "Host: localhost" and "Connection: close".
    [Theory]
    [InlineData("X: ", (32 * 1024) - 42, 200)]
    [InlineData("X: ", (32 * 1024) - 41, 200)]
    [InlineData("X: ", (32 * 1024) - 40, 431)]
    [InlineData("Cookie: a=", 40_000, 431)]
    public async Task R14_headers_have_at_most_32_KB(string header, int length, int status)
    {
        var said = await site.Say(Get("/help", header + new string('x', length)));

        ShouldBe(said, status);
        said.Contains("Beside an address it may send up to 32 KB.").ShouldBe(status == 431);
    }

    [Theory]
    [InlineData(7_999, 200)]
    [InlineData(8_000, 200)]
    [InlineData(8_001, 414)]
    public async Task R14_an_address_has_at_most_8000_characters(int length, int status)
    {
        var said = await site.Say(Get("/help?" + new string('x', length - "/help?".Length)));

        ShouldBe(said, status);
        said.Contains("An address here has up to 8,000 characters.").ShouldBe(status == 414);
    }

    [Theory]
    [InlineData(99, 200)]
    [InlineData(100, 200)]
    [InlineData(101, 431)]
    public async Task R14_a_request_has_at_most_a_hundred_headers(int count, int status)
    {
        var others = Enumerable.Range(0, count - 2).Select(i => $"X{i}: x");

        ShouldBe(await site.Say(Get("/help", string.Join("\r\n", others))), status);
    }

    [Theory]
    [InlineData(100_000, 1, 414)]
    [InlineData(1, 100_000, 431)]
    public async Task R14_what_is_far_beyond_the_limits_is_not_even_read(
        int address,
        int header,
        int status
    )
    {
        var path = "/help?" + new string('x', address);

        ShouldBe(await site.Say(Get(path, "X: " + new string('x', header))), status);
    }

    [Theory]
    [InlineData("X-Forwarded-Host: evil.example")]
    [InlineData(
        "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: javascript\r\nForwarded: host=evil.example"
    )]
    [InlineData("X-Original-URL: /studio\r\nX-Rewrite-URL: /studio")]
    [InlineData("X-HTTP-Method-Override: DELETE\r\nX-Method: PUT")]
    [InlineData("Range: bytes=0-0,0-1,0-2,-1,99999999999999999999-")]
    [InlineData("If-Modified-Since: yesterday\r\nIf-None-Match: \"\",W/\"x\"\r\nIf-Range: ]")]
    [InlineData("Accept: */*;q=NaN\r\nAccept-Encoding: ;;;\r\nAccept-Language: *-*-*")]
    [InlineData("Cookie: =; ; a; form=x; __Host-form=\"")]
    [InlineData("Authorization: Negotiate AAAA\r\nProxy-Authorization: Basic !")]
    [InlineData("Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAAA")]
    [InlineData(
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x"
    )]
    [InlineData("Expect: the-worst\r\nTE: trailers\r\nTrailer: Host")]
    [InlineData(
        "Referer: javascript:alert(1)\r\nOrigin: null\r\nUser-Agent: <script>alert(1)</script>"
    )]
    public async Task R14_no_header_changes_what_is_read_or_where_links_lead(string headers)
    {
        var said = await site.Say(Get("/feed", headers));

        ShouldBe(said, 200);
        said.ShouldContain("http://localhost:5023/feed");
        said.ShouldNotContain("evil.example");
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/site.css", 200)]
    [InlineData("/nothing-here", 404)]
    [InlineData("/ bad", 400)]
    public async Task C8_the_server_does_not_say_what_it_is(string path, int status)
    {
        var said = await site.Say(Get(path));

        ShouldBe(said, status);
        said.ShouldNotContain("\nServer:", Case.Insensitive);
        said.ShouldNotContain("Kestrel", Case.Insensitive);
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData(
        "multipart/form-data; boundary=\""
            + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\""
    )]
    [InlineData("multipart/form-data; boundary=a; boundary=b")]
    [InlineData("multipart/mixed; boundary=a")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData("application/x-www-form-urlencoded; charset=nothing")]
    [InlineData("application/json")]
    [InlineData("text/xml")]
    [InlineData("nonsense")]
    [InlineData("a/b; =\"")]
    public async Task R14_a_body_of_an_odd_kind_is_the_senders_mistake(string type)
    {
        foreach (var body in new[] { "", "a=b", "--a\r\n\r\n", "{}", "\0\u00ff%" })
        {
            var said = await site.Say(Post("/sign-in", body, type));

            StatusOf(said).ShouldBeInRange(400, 415, $"{type}: {body}");
            said.ShouldContain("</html>");
        }
    }

    [Fact]
    public async Task R14_who_sends_slowly_is_cut_off_and_readers_do_not_notice()
    {
        var began = Stopwatch.GetTimestamp();
        var slow = new List<Wire>();
        for (var i = 0; i < 250; i++)
        {
            slow.Add(await site.Connect());
            await slow[i].Send("GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
        }

        using var drip = await site.Connect();
        await drip.Send(
            $"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: {Form}\r\nContent-Length: 5000\r\n\r\na="
        );
        var dripped = drip.Rest(TimeSpan.FromSeconds(60));
        var reading = Stopwatch.GetTimestamp();
        ShouldBe(await site.Say(Get("/")), 200);
        Stopwatch.GetElapsedTime(reading).ShouldBeLessThan(TimeSpan.FromSeconds(5));

        // A byte a second keeps nobody connected.
        while (!dripped.IsCompleted || Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(15))
        {
            await Task.Delay(1_000);
            await drip.Send("x");
            await slow[0].Send("x");
        }

        ShouldBe(await dripped, 408);
        var told = new List<int>();
        foreach (var wire in slow)
        {
            told.Add(StatusOf(await wire.Rest(TimeSpan.FromSeconds(30))));
            wire.Dispose();
        }

        // Those that came first gave up their places.
        told.Order().Distinct().ShouldBe([0, 408]);
        told.Count(status => status == 408).ShouldBeInRange(190, 200);

        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    private static string Get(string path, string headers = "X: x") =>
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\nConnection: close\r\n\r\n";

    private static string Post(string path, string body, string type = Form) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"
        );

    private static void ShouldBe(string said, int status) =>
        StatusOf(said).ShouldBe(status, said.Length > 400 ? said[..400] : said);

    private static int StatusOf(string said) =>
        said.StartsWith("HTTP/1.", StringComparison.Ordinal)
            ? int.Parse(said.AsSpan(9, 3), CultureInfo.InvariantCulture)
            : 0;
}
