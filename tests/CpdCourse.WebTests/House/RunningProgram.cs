using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.House;

/// <summary>The program in a process of its own, on the data of a site, answering.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process running;

    private RunningProgram(Process process) => running = process;

    /// <summary>One that nobody listens at. Pages that people have open name it, so it stays the same over a restart.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }

    public static async Task<RunningProgram> Start(
        CourseSite site,
        Uri address,
        params IEnumerable<string> settings
    )
    {
        var process = RealProgram.Begin([
            .. site.Arguments,
            $"--urls={address}",
            "--Limits:CommentsPerTenMinutes=1000000",
            "--Limits:HeldPerPost=1000000",
            "--Limits:SecondsBeforeComment=0",
            "--Limits:WritesPerMinute=1000000",
            .. settings,
        ]);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var program = new RunningProgram(process);
        using var browser = Browser(address);
        for (var began = Stopwatch.StartNew(); began.Elapsed < TimeSpan.FromSeconds(60); )
        {
            try
            {
                (await browser.GetAsync("/healthz")).EnsureSuccessStatusCode();
                return program;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        program.Dispose();
        throw new TimeoutException("The program did not answer.");
    }

    /// <summary>A browser that keeps no cookies and follows nothing.</summary>
    [SuppressMessage(
        "ApiDesign",
        "RS0030",
        Justification = "SafeFetcher refuses the loopback, as it must; this asks nothing else."
    )]
    public static HttpClient Browser(Uri site) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = site.IsLoopback
                ? site
                : throw new ArgumentException("Not here.", nameof(site)),
        };

    /// <summary>At once, as a power cut would.</summary>
    public void Kill() => running.Kill();

    /// <summary>Asks it to end, as a service manager does.</summary>
    /// <returns>How long that took, and its exit code.</returns>
    public async Task<(TimeSpan Took, int Code)> Terminate()
    {
        var began = Stopwatch.StartNew();
        var id = running.Id.ToString(CultureInfo.InvariantCulture);
        using (var kill = Process.Start("kill", ["-TERM", id]))
        {
            await kill.WaitForExitAsync();
        }

        await running.WaitForExitAsync();
        return (began.Elapsed, running.ExitCode);
    }

    public void Dispose()
    {
        running.Kill();
        running.WaitForExit();
        running.Dispose();
    }
}
