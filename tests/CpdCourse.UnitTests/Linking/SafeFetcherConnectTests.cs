using System.Net;
using System.Net.Sockets;
using CpdCourse.Linking.Fetching;

namespace CpdCourse.UnitTests.Linking;

public sealed class SafeFetcherConnectTests
{
    private static readonly OutboundOptions Short = new()
    {
        AllowPrivateNetworks = ["127.0.0.1/32"],
        Connect = TimeSpan.FromMilliseconds(200),
    };

    [Fact]
    public async Task A_server_that_does_not_speak_tls_is_unreachable()
    {
        await using var server = new StubServer(_ => StubServer.Ok("x"));
        using var fetcher = new SafeFetcher(Short, new FakeHosts());
        var url = new UriBuilder(server.Url()) { Scheme = "https" }.Uri;

        Refused(await fetcher.Get(url, FetchWish.Page, default), FetchProblem.Unreachable);
    }

    [Fact]
    public async Task A_connection_that_is_not_taken_ends_in_time()
    {
        // A listener whose queue is full lets the next connection hang, as a firewall would.
        using var listener = new Socket(
            AddressFamily.InterNetwork,
            SocketType.Stream,
            ProtocolType.Tcp
        );
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var address = (IPEndPoint)listener.LocalEndPoint!;
        var waiting = Enumerable
            .Range(0, 4)
            .Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            {
                Blocking = false,
            })
            .ToList();
        waiting.ForEach(socket => _ = Record.Exception(() => socket.Connect(address)));
        using var fetcher = new SafeFetcher(Short, new FakeHosts());
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var result = await fetcher.Get(
            new Uri($"http://127.0.0.1:{address.Port}/"),
            FetchWish.Page,
            default
        );

        result
            .ShouldBeOfType<FetchRefusal>()
            .Problem.ShouldBeOneOf(FetchProblem.Unreachable, FetchProblem.TooSlow);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        waiting.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_resolver_that_never_answers_ends_in_time()
    {
        using var fetcher = new SafeFetcher(Short, new SilentHosts());

        Refused(
            await fetcher.Get(new Uri("http://slow.example/"), FetchWish.Page, default),
            FetchProblem.Unreachable
        );
    }

    [Fact]
    public async Task Turns_are_given_back_and_hosts_forgotten()
    {
        using var turns = new HostTurns();
        var stop = TestContext.Current.CancellationToken;
        var first = await turns.Take("a.example", TimeSpan.FromSeconds(1), stop);
        (await turns.Take("a.example", TimeSpan.FromMilliseconds(20), stop)).ShouldBeNull();
        var others = new List<IDisposable?>();
        for (var i = 0; i < 7; i++)
        {
            others.Add(await turns.Take($"{i}.example", TimeSpan.FromSeconds(1), stop));
        }

        (await turns.Take("ninth.example", TimeSpan.FromMilliseconds(20), stop)).ShouldBeNull();
        using var over = new CancellationTokenSource(20);
        await Should.ThrowAsync<OperationCanceledException>(
            turns.Take("ninth.example", TimeSpan.FromSeconds(5), over.Token)
        );
        turns.HostsKept.ShouldBe(8);

        first!.Dispose();
        others.ForEach(turn => turn!.Dispose());
        turns.HostsKept.ShouldBe(0);
        using var again = await turns.Take("a.example", TimeSpan.FromMilliseconds(20), stop);
        again.ShouldNotBeNull();
    }

    private static void Refused(FetchResult result, FetchProblem problem) =>
        result.ShouldBeOfType<FetchRefusal>().Problem.ShouldBe(problem);

    private sealed class SilentHosts : IResolveHosts
    {
        // Deaf to the token, as the system's resolver can be.
        public Task<IPAddress[]> Resolve(string host, CancellationToken stop) =>
            new TaskCompletionSource<IPAddress[]>().Task;
    }
}
