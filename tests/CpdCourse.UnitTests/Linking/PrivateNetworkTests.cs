using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CpdCourse.Linking.Fetching;

namespace CpdCourse.UnitTests.Linking;

/// <summary>
/// The fetcher in a network of its own, where every private address answers. The test starts itself once more inside such a network; where the machine gives
/// none it says so and is skipped.
/// </summary>
public sealed class PrivateNetworkTests
{
    private const string Inside = "CPD_INSIDE_A_NETWORK";
    private const string PublicV4 = "93.184.216.34";
    private const string PublicV6 = "2606:2800:220:1::1";

    private static readonly string[] PrivateV4 =
    [
        "10.1.2.3",
        "100.64.0.1",
        "127.1.2.3",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.192",
        "192.168.1.1",
        "198.18.0.1",
    ];

    private static readonly string[] PrivateV6 =
    [
        "64:ff9b::a01:203",
        "2002:a01:203::1",
        "fc00::1",
        "fd00::1",
        "fd00:ec2::254",
        "fec0::1",
    ];

    [Fact]
    public async Task F1_no_private_address_is_asked_where_all_of_them_answer()
    {
        if (Environment.GetEnvironmentVariable(Inside) is not null)
        {
            await AskEverything();
            return;
        }

        var (code, _) = await Run("unshare -rn ip link set lo up", []);
        Assert.SkipWhen(code != 0, "This machine gives no network of one's own (unshare -rn, ip).");
        var addresses = string.Concat(
            PrivateV4.Append(PublicV4).Select(a => $"ip addr add {a}/32 dev lo && ")
        );
        addresses += string.Concat(
            PrivateV6.Append(PublicV6).Select(a => $"ip -6 addr add {a}/128 dev lo nodad && ")
        );
        var again =
            $"exec dotnet '{typeof(PrivateNetworkTests).Assembly.Location}' -noColor -method '*{nameof(F1_no_private_address_is_asked_where_all_of_them_answer)}'";

        var (ended, said) = await Run(
            $"unshare -rn sh -c \"ip link set lo up && {addresses}{again}\"",
            [(Inside, "1")]
        );

        ended.ShouldBe(0, said);
        said.ShouldContain("Total: 1,", Case.Sensitive, said);
    }

    private static async Task AskEverything()
    {
        await using var server = new Everywhere([PublicV4, PublicV6]);
        foreach (var host in new[] { PublicV4, $"[{PublicV6}]" })
        {
            // Otherwise all that follows would prove nothing.
            (await Get(new Uri($"http://{host}/"), new SystemHosts())).ShouldBeOfType<Fetched>();
        }

        var hosts = PrivateV4
            .SelectMany(Spellings)
            .Concat(PrivateV6.Select(a => $"[{a}]"))
            .Concat([
                "127.0.0.1",
                "localhost",
                "localhost.",
                "0",
                "0.0.0.0",
                "127.1",
                "[::1]",
                "[::]",
                "[::ffff:0:0]",
            ])
            .ToList();
        foreach (var host in hosts)
        {
            foreach (var url in new[] { $"http://{host}/", $"http://{host}:8080/a?b" })
            {
                await ShouldBeRefused(url);
                await ShouldBeRefused($"http://{PublicV4}/to?{Uri.EscapeDataString(url)}");
                await ShouldBeRefused($"http://[{PublicV6}]/to?{Uri.EscapeDataString(url)}");
            }
        }

        foreach (var address in PrivateV4.Concat(PrivateV6))
        {
            await NamesLeadNowhere(address);
        }

        server.Hits.ShouldBeEmpty();
    }

    private static async Task NamesLeadNowhere(string inside)
    {
        var one = new FakeHosts().With("one.example", inside);
        (await Get(new Uri("http://one.example/"), one)).ShouldBeOfType<FetchRefusal>();
        foreach (var among in new[] { new[] { PublicV4, inside }, [inside, PublicV6] })
        {
            var mixed = new FakeHosts().With("mixed.example", among);
            (await Get(new Uri("http://mixed.example/"), mixed)).ShouldBeOfType<FetchRefusal>();
        }

        // The first answer is harmless and the second is not: each is asked for once and looked at.
        var rebinding = new FakeHosts().With("two.example", PublicV4).With("two.example", inside);
        var again = new Uri("http://two.example/to?" + Uri.EscapeDataString("http://two.example/"));
        (await Get(again, rebinding)).ShouldBeOfType<FetchRefusal>();
        rebinding.Asked.ShouldBe(["two.example", "two.example"]);
    }

    private static async Task ShouldBeRefused(string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var asked))
        {
            (await Get(asked, new SystemHosts())).ShouldBeOfType<FetchRefusal>(url);
        }
    }

    private static async Task<FetchResult> Get(Uri url, IResolveHosts hosts)
    {
        using var fetcher = new SafeFetcher(new OutboundOptions(), hosts);
        return await fetcher.Get(url, FetchWish.Page, CancellationToken.None);
    }

    // As a browser, a resolver or a careless check would read them.
    private static IEnumerable<string> Spellings(string address)
    {
        var parts = address.Split('.').Select(byte.Parse).ToArray();
        var number = parts.Aggregate(0u, (sum, part) => (sum << 8) + part);
        return
        [
            address,
            address + ".",
            $"{number}",
            $"0x{number:x8}",
            "0" + Convert.ToString(number, 8),
            string.Join('.', parts.Select(p => $"0x{p:x}")),
            string.Join('.', parts.Select(p => "0" + Convert.ToString(p, 8))),
            $"{parts[0]}.{number & 0xffffff}",
            $"{parts[0]}.{parts[1]}.{number & 0xffff}",
            $"{PublicV4}@{address}",
            string.Concat(
                address.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : '。')
            ),
            $"[::ffff:{address}]",
            $"[::{address}]",
            $"[64:ff9b::{address}]",
            $"[2002:{number >> 16:x}:{number & 0xffff:x}::1]",
        ];
    }

    private static async Task<(int Code, string Said)> Run(
        string command,
        (string Name, string Value)[] with
    )
    {
        var start = new ProcessStartInfo("sh")
        {
            ArgumentList = { "-c", command },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in with)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await complained);
    }

    /// <summary>Answers at every address of the machine and notes those that nobody should ask; sends on to wherever it is told.</summary>
    private sealed class Everywhere : IAsyncDisposable
    {
        private readonly HashSet<string> open;
        private readonly TcpListener[] listeners;
        private readonly Task[] loops;

        public Everywhere(string[] open)
        {
            this.open = [.. open];
            listeners = [Listener(80), Listener(8080)];
            loops = [.. listeners.Select(Accept)];
        }

        public ConcurrentBag<string> Hits { get; } = [];

        public async ValueTask DisposeAsync()
        {
            foreach (var listener in listeners)
            {
                listener.Stop();
            }

            await Task.WhenAll(loops);
        }

        private static TcpListener Listener(int port)
        {
            var listener = new TcpListener(IPAddress.IPv6Any, port);
            listener.Server.DualMode = true;
            listener.Start();
            return listener;
        }

        private async Task Accept(TcpListener listener)
        {
            while (true)
            {
                try
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    await Answer(client);
                }
                catch (IOException)
                {
                    // The fetcher hung up.
                }
                catch (Exception over)
                    when (over
                            is SocketException
                                or ObjectDisposedException
                                or InvalidOperationException
                    )
                {
                    return;
                }
            }
        }

        private async Task Answer(TcpClient client)
        {
            var here = ((IPEndPoint)client.Client.LocalEndPoint!).Address;
            here = here.IsIPv4MappedToIPv6 ? here.MapToIPv4() : here;
            if (!open.Contains(here.ToString()))
            {
                Hits.Add(here.ToString());
            }

            var stream = client.GetStream();
            var chunk = new byte[8192];
            var head = Encoding.ASCII.GetString(chunk, 0, await stream.ReadAsync(chunk));
            var target = head.Split(' ') is [_, var path, ..] ? path : "/";
            var answer = target.StartsWith("/to?", StringComparison.Ordinal)
                ? StubServer.Redirect(Uri.UnescapeDataString(target[4..]))
                : StubServer.Ok("<p>Here.</p>");
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        }
    }
}
