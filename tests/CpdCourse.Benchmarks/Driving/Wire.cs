using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CpdCourse.Benchmarks.Driving;

/// <summary>One kept connection to a server here. Reads no more of an answer than is needed to know where it ends, so that driving costs little beside serving.</summary>
internal sealed class Wire : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[64 * 1024];

    public static async Task<Wire> To(int port, CancellationToken stop)
    {
        var wire = new Wire();
        await wire.socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);
        return wire;
    }

    public async ValueTask<Answer> Ask(ReadOnlyMemory<byte> request, CancellationToken stop)
    {
        for (var sent = 0; sent < request.Length; )
        {
            sent += await socket.SendAsync(request[sent..], stop);
        }

        var filled = 0;
        int head;
        while ((head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            filled += await Receive(buffer.AsMemory(filled), stop);
        }

        var status = StatusOf(buffer);
        if (status is 204 or 304)
        {
            return new Answer(status, 0);
        }

        var headers = Headers(buffer.AsSpan(0, head));
        return LengthOf(headers) is { } length
            ? await Whole(status, length, filled - head - 4, stop)
            : await Chunks(status, head + 4, filled, stop);
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask<Answer> Whole(
        int status,
        long length,
        long received,
        CancellationToken stop
    )
    {
        while (received < length)
        {
            received += await Receive(buffer, stop);
        }

        return new Answer(status, length);
    }

    private async ValueTask<Answer> Chunks(int status, int from, int to, CancellationToken stop)
    {
        var chunks = new ChunkCounter();
        while (!chunks.Take(buffer.AsSpan(from, to - from)))
        {
            (from, to) = (0, await Receive(buffer, stop));
        }

        return new Answer(status, chunks.Length);
    }

    private async ValueTask<int> Receive(Memory<byte> into, CancellationToken stop) =>
        await socket.ReceiveAsync(into, stop) is > 0 and var received
            ? received
            : throw new IOException("The server closed a connection that it should have kept.");

    // "HTTP/1.1 200 OK"
    private static int StatusOf(ReadOnlySpan<byte> answer) =>
        ((answer[9] - '0') * 100) + ((answer[10] - '0') * 10) + answer[11] - '0';

    private static string Headers(ReadOnlySpan<byte> head) => Encoding.ASCII.GetString(head);

    private static long? LengthOf(string headers)
    {
        const string name = "\r\nContent-Length: ";
        var at = headers.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var digits = headers.AsSpan(at + name.Length);
        var end = digits.IndexOf('\r');
        return long.Parse(
            end < 0 ? digits : digits[..end],
            System.Globalization.CultureInfo.InvariantCulture
        );
    }
}
