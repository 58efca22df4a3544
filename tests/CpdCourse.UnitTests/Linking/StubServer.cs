using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CpdCourse.UnitTests.Linking;

/// <summary>A stranger's server on a loopback address that answers with whatever bytes a test wants.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource end = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> answer;
    private readonly bool readsHead;
    private readonly Task loop;
    private int hits;

    public StubServer(
        Func<string, NetworkStream, CancellationToken, Task> answer,
        IPAddress? address = null,
        bool readsHead = true
    )
    {
        this.readsHead = readsHead;
        this.answer = answer;
        listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        listener.Start();
        loop = Accept();
    }

    public StubServer(Func<string, string> answer, IPAddress? address = null)
        : this(
            (head, stream, stop) =>
                stream.WriteAsync(Encoding.UTF8.GetBytes(answer(head)), stop).AsTask(),
            address
        ) { }

    public int Hits => hits;

    public List<string> Requests { get; } = [];

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public Uri Url(string path = "/", string host = "127.0.0.1") =>
        new($"http://{host}:{Port}{path}");

    public static string Ok(
        string body,
        string type = "text/html; charset=utf-8",
        string headers = ""
    ) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}";

    public static string Redirect(string location, int status = 302) =>
        $"HTTP/1.1 {status} Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n";

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await loop;
        end.Dispose();
    }

    private async Task Accept()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(Talk(await listener.AcceptTcpClientAsync(end.Token)));
            }
        }
        catch (Exception over)
            when (over is OperationCanceledException or SocketException or InvalidOperationException
            )
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task Talk(TcpClient client)
    {
        Interlocked.Increment(ref hits);
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = readsHead ? await Read(stream) : "";
                lock (Requests)
                {
                    Requests.Add(head);
                }

                await answer(head, stream, end.Token);
            }
            catch (Exception gone)
                when (gone
                        is IOException
                            or OperationCanceledException
                            or SocketException
                            or System.Security.Authentication.AuthenticationException
                )
            {
                // The fetcher hung up, as it should.
            }
        }
    }

    private async Task<string> Read(NetworkStream stream)
    {
        var text = new StringBuilder();
        var chunk = new byte[4096];
        while (true)
        {
            var head = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head >= 0 && text.Length >= head + 4 + BodyLength(text.ToString(0, head)))
            {
                return text.ToString();
            }

            var count = await stream.ReadAsync(chunk, end.Token);
            if (count == 0)
            {
                return text.ToString();
            }

            text.Append(Encoding.Latin1.GetString(chunk, 0, count));
        }
    }

    private static int BodyLength(string head)
    {
        var line = head.Split("\r\n")
            .FirstOrDefault(l =>
                l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)
            );
        return line is null
            ? 0
            : int.Parse(
                line["Content-Length:".Length..],
                System.Globalization.CultureInfo.InvariantCulture
            );
    }
}

/// <summary>A resolver under the control of a test; each call takes the next answer, the last one stays.</summary>
internal sealed class FakeHosts : CpdCourse.Linking.Fetching.IResolveHosts
{
    private readonly Dictionary<string, Queue<IPAddress[]>> answers = new(StringComparer.Ordinal);

    public List<string> Asked { get; } = [];

    public FakeHosts With(string host, params string[] addresses)
    {
        if (!answers.TryGetValue(host, out var queue))
        {
            answers.Add(host, queue = new Queue<IPAddress[]>());
        }

        queue.Enqueue([.. addresses.Select(IPAddress.Parse)]);
        return this;
    }

    public Task<IPAddress[]> Resolve(string host, CancellationToken stop)
    {
        lock (Asked)
        {
            Asked.Add(host);
            return answers.TryGetValue(host, out var queue)
                ? Task.FromResult(queue.Count > 1 ? queue.Dequeue() : queue.Peek())
                : Task.FromException<IPAddress[]>(
                    new SocketException((int)SocketError.HostNotFound)
                );
        }
    }
}
