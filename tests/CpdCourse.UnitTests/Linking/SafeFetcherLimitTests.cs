using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using CpdCourse.Linking.Fetching;

namespace CpdCourse.UnitTests.Linking;

public sealed class SafeFetcherLimitTests
{
    private static readonly OutboundOptions Short = new()
    {
        AllowPrivateNetworks = ["127.0.0.1/32"],
        Total = TimeSpan.FromMilliseconds(300),
        MaxBytes = 50_000,
        MaxHeaderBytes = 4096,
    };

    private static readonly OutboundOptions Roomy = Short with { Total = TimeSpan.FromSeconds(10) };

    [Theory]
    [InlineData(50_000, true)]
    [InlineData(50_001, false)]
    public async Task F1_a_body_is_read_up_to_the_limit(int length, bool fits)
    {
        await using var server = new StubServer(_ => StubServer.Ok(new string('x', length)));
        var result = await Get(server, Roomy);

        if (fits)
        {
            result.ShouldBeOfType<Fetched>().Body.Length.ShouldBe(length);
        }
        else
        {
            Refused(result, FetchProblem.TooLarge);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task F1_a_bomb_without_end_is_stopped_while_it_inflates(string coding)
    {
        await using var server = new StubServer(
            async (_, stream, stop) =>
            {
                var head =
                    $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head), stop);
                await using var pack = Pack(stream, coding);
                var zeros = new byte[256 * 1024];
                while (true)
                {
                    await pack.WriteAsync(zeros, stop);
                    await pack.FlushAsync(stop);
                }
            }
        );

        Refused(await Get(server, Roomy), FetchProblem.TooLarge);
    }

    [Fact]
    public async Task A_compressed_page_is_unpacked()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("<p>Hello"u8);
        }

        await using var server = new StubServer(
            async (_, stream, stop) =>
            {
                await stream.WriteAsync(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"u8.ToArray(),
                    stop
                );
                await stream.WriteAsync(packed.ToArray(), stop);
            }
        );

        Encoding
            .ASCII.GetString((await Get(server, Roomy)).ShouldBeOfType<Fetched>().Body)
            .ShouldBe("<p>Hello");
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("zstd-like")]
    public async Task A_coding_inside_a_coding_is_not_read(string coding)
    {
        await using var server = new StubServer(_ =>
            StubServer.Ok("", headers: $"Content-Encoding: {coding}\r\n")
        );

        Refused(await Get(server, Roomy), FetchProblem.WrongType);
    }

    [Fact]
    public async Task F1_a_dripping_body_ends_with_the_budget()
    {
        await using var server = new StubServer(
            async (_, stream, stop) =>
            {
                await stream.WriteAsync(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray(),
                    stop
                );
                await Drip(stream, "x", stop);
            }
        );

        Refused(await Timed(server), FetchProblem.TooSlow);
    }

    [Fact]
    public async Task F1_dripping_headers_end_with_the_budget()
    {
        await using var server = new StubServer(
            async (_, stream, stop) =>
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nX: "u8.ToArray(), stop);
                await Drip(stream, "y", stop);
            }
        );

        Refused(await Timed(server), FetchProblem.TooSlow);
    }

    [Fact]
    public async Task F1_endless_interim_answers_end_with_the_budget()
    {
        await using var server = new StubServer(
            (_, stream, stop) => Drip(stream, "HTTP/1.1 103 Early\r\nLink: <x>\r\n\r\n", stop)
        );

        Refused(await Timed(server), FetchProblem.TooSlow);
    }

    [Fact]
    public async Task F1_a_slow_chain_of_redirects_shares_one_budget()
    {
        await using var server = new StubServer(
            async (_, stream, stop) =>
            {
                await Task.Delay(120, stop);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(StubServer.Redirect("/on")), stop);
            }
        );

        Refused(await Timed(server), FetchProblem.TooSlow);
        server.Hits.ShouldBeLessThan(5);
    }

    [Fact]
    public async Task F1_headers_beyond_the_limit_are_refused()
    {
        await using var server = new StubServer(_ =>
            StubServer.Ok("x", headers: $"X-Long: {new string('x', 6000)}\r\n")
        );

        Refused(await Get(server, Roomy), FetchProblem.TooLarge);
    }

    [Theory]
    [InlineData("image/svg+xml")]
    [InlineData("application/octet-stream")]
    [InlineData("text/htmlx")]
    public async Task F1_a_body_of_another_type_is_not_waited_for(string type)
    {
        await using var server = new StubServer(
            async (_, stream, stop) =>
            {
                await stream.WriteAsync(
                    Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n\r\n"),
                    stop
                );
                await Task.Delay(Timeout.Infinite, stop);
            }
        );
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        using var fetcher = new SafeFetcher(Roomy, new FakeHosts());

        Refused(
            await fetcher.Get(server.Url(), FetchWish.Page, stop.Token),
            FetchProblem.WrongType
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nshort")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\nnot gzip at all"
    )]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\nnot brotli at all"
    )]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n"
    )]
    public async Task Broken_answers_are_no_answers(string answer)
    {
        await using var server = new StubServer(_ => answer);

        Refused(await Get(server, Roomy), FetchProblem.Unreachable);
    }

    private static async Task<FetchResult> Get(StubServer server, OutboundOptions options)
    {
        using var fetcher = new SafeFetcher(options, new FakeHosts());
        return await fetcher.Get(server.Url(), FetchWish.Page, CancellationToken.None);
    }

    private static async Task<FetchResult> Timed(StubServer server)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var result = await Get(server, Short);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        return result;
    }

    private static async Task Drip(NetworkStream stream, string drop, CancellationToken stop)
    {
        while (true)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(drop), stop);
            await Task.Delay(20, stop);
        }
    }

    private static Stream Pack(Stream stream, string coding) =>
        coding switch
        {
            "gzip" => new GZipStream(stream, CompressionLevel.Fastest),
            "br" => new BrotliStream(stream, CompressionLevel.Fastest),
            _ => new ZLibStream(stream, CompressionLevel.Fastest),
        };

    private static void Refused(FetchResult result, FetchProblem problem) =>
        result.ShouldBeOfType<FetchRefusal>().Problem.ShouldBe(problem);
}
