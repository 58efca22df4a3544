using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CpdCourse.Benchmarks.Driving;

namespace CpdCourse.Benchmarks.Serving;

/// <summary>A server in a process of its own, on a free port of the loopback.</summary>
internal sealed class Server : IDisposable
{
    private readonly Process process;

    private Server(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>From the start of the process to the first whole answer.</summary>
    public TimeSpan Start { get; private set; }

    /// <summary>Processor time of all its threads so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Its memory, shared pages counted by share; where the system does not say that, what is resident.</summary>
    public double MiB() => Rollup("Pss:") ?? Resident();

    /// <summary>
    /// All that is resident. What is counted by share changes by a tenth while nothing happens in it, when other programs of the same runtime start and end: this is
    /// for growth.
    /// </summary>
    public double Resident()
    {
        process.Refresh();
        return process.WorkingSet64 / 1024.0 / 1024.0;
    }

    /// <summary>What it had the system write to disks so far, in KiB.</summary>
    public double Written() =>
        double.Parse(
            File.ReadLines($"/proc/{process.Id}/io")
                .First(l => l.StartsWith("write_bytes:", StringComparison.Ordinal))
                .Split(' ')[1],
            CultureInfo.InvariantCulture
        ) / 1024;

    private double? Rollup(string name)
    {
        var rollup = $"/proc/{process.Id}/smaps_rollup";
        var line = File.Exists(rollup)
            ? File.ReadLines(rollup).First(l => l.StartsWith(name, StringComparison.Ordinal))
            : null;
        return line is null
            ? null
            : double.Parse(
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture
            ) / 1024;
    }

    /// <summary>Starts a program and waits until a page of it answers.</summary>
    /// <param name="arguments">What "dotnet" is given; <c>{address}</c> stands for where to listen.</param>
    /// <param name="environment">Settings.</param>
    /// <param name="page">The page that must answer.</param>
    /// <param name="stop">Ends the wait.</param>
    public static async Task<Server> Run(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string page,
        CancellationToken stop
    )
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(
                argument.Replace("{address}", $"http://127.0.0.1:{port}", StringComparison.Ordinal)
            );
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var began = Stopwatch.GetTimestamp();
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, line) => Echo(line.Data);
        started.BeginOutputReadLine();
        var server = new Server(started, port);
        await server.Answers(page, stop);
        server.Start = Stopwatch.GetElapsedTime(began);
        return server;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private async Task Answers(string page, CancellationToken stop)
    {
        using var client = Here.Client(Address, new CookieContainer());
        while (true)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException("The server ended before it answered.");
            }

            try
            {
                using var answer = await client.GetAsync(new Uri(page, UriKind.Relative), stop);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(10, stop);
        }
    }

    // How far the loading of the demo course is.
    private static void Echo(string? line)
    {
        if (line?.Contains('%', StringComparison.Ordinal) == true)
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>A port that nobody listens at.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
