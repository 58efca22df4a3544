using System.Net;
using System.Net.Sockets;
using System.Text;
using CpdCourse.Testing;
using CpdCourse.WebTests.House;

namespace CpdCourse.WebTests;

/// <summary>The application behind its real server on a port of this machine, for what only a server does: sizes, times and odd requests.</summary>
public class LiveSite : CourseSite
{
    public LiveSite()
        : this(("Limits:SignInsPerFiveMinutes", "10000")) { }

    protected LiveSite(params (string, string)[] settings)
        : base(settings)
    {
        Port = RunningProgram.FreeAddress().Port;
        UseKestrel(Port);
        StartServer();
    }

    public int Port { get; }

    /// <summary>A connection to it, to send whatever bytes one likes.</summary>
    public async Task<Wire> Connect()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        return new Wire(client);
    }

    /// <summary>What it says to these bytes, each character of which is one byte.</summary>
    public async Task<string> Say(string request)
    {
        using var wire = await Connect();
        await wire.Send(request);
        return await wire.Rest(TimeSpan.FromSeconds(20));
    }
}

/// <summary>Bytes to a server, and what it says.</summary>
public sealed class Wire(TcpClient client) : IDisposable
{
    public async Task Send(string bytes)
    {
        try
        {
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(bytes));
        }
        catch (Exception over) when (over is IOException or InvalidOperationException)
        {
            // It has heard enough, and said why.
        }
    }

    /// <summary>All it says until it hangs up; what came so far when it never does.</summary>
    public async Task<string> Rest(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        var said = new StringBuilder();
        var chunk = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await client.GetStream().ReadAsync(chunk, limit.Token)) > 0)
            {
                said.Append(Encoding.UTF8.GetString(chunk, 0, count));
            }
        }
        catch (Exception over)
            when (over is IOException or OperationCanceledException or InvalidOperationException)
        {
            // What it said counts, and it may have hung up before.
        }

        return said.ToString();
    }

    public void Dispose() => client.Dispose();
}
