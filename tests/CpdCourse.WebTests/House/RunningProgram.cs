using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.House;

/// <summary>The program in a process of its own, answering.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process running;
    private readonly StringBuilder said = new();

    private RunningProgram(Process process, Uri address)
    {
        (running, Address) = (process, address);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>One machine plays all visitors: what protects a site from one network is lifted.</summary>
    public static IReadOnlyList<string> ForOneNetwork { get; } =
    [
        "--Limits:CommentsPerTenMinutes=1000000",
        "--Limits:HeldPerPost=1000000",
        "--Limits:ReadsPerMinute=1000000",
        "--Limits:SecondsBeforeComment=0",
        "--Limits:WritesPerMinute=1000000",
    ];

    public Uri Address { get; }

    public int Id => running.Id;

    /// <summary>What it wrote so far.</summary>
    public string Said
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    /// <summary>On the data of a site, for visitors who all come from one network.</summary>
    public static Task<RunningProgram> Start(
        CourseSite site,
        Uri address,
        params IEnumerable<string> settings
    ) => Start(address, [.. site.Arguments, .. ForOneNetwork, .. settings]);

    public static async Task<RunningProgram> Start(Uri address, IEnumerable<string> args)
    {
        var program = new RunningProgram(
            RealProgram.Begin([.. args, $"--urls={address}"]),
            address
        );
        using var browser = Client(address);
        var began = Stopwatch.StartNew();
        while (began.Elapsed < TimeSpan.FromSeconds(60) && !program.running.HasExited)
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
        throw new TimeoutException($"The program did not answer. {program.Said}");
    }

    /// <summary>At once, as a power cut would.</summary>
    public void Kill() => running.Kill();

    /// <summary>Politely (SIGTERM), as whatever looks after programs does.</summary>
    /// <returns>Its exit code and how long it took.</returns>
    public async Task<(int Code, TimeSpan Took)> Stop()
    {
        var began = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", $"{running.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await running.WaitForExitAsync(patience.Token);
        return (running.ExitCode, began.Elapsed);
    }

    /// <summary>An address that nobody listens at. It may be used for one program after the other: the pages that people have open name it.</summary>
    public static Uri FreeAddress() => new($"http://127.0.0.1:{FreePort.Take()}");

    /// <summary>A browser that follows nothing.</summary>
    [SuppressMessage(
        "ApiDesign",
        "RS0030",
        Justification = "SafeFetcher refuses the loopback, as it must; this asks nothing else."
    )]
    public static HttpClient Client(Uri site, bool keepsCookies = false) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = keepsCookies })
        {
            BaseAddress = site.IsLoopback
                ? site
                : throw new ArgumentException("Not here.", nameof(site)),
        };

    public void Dispose()
    {
        running.Kill();
        running.WaitForExit();
        running.Dispose();
    }

    private void Note(string? line)
    {
        lock (said)
        {
            said.AppendLine(line);
        }
    }
}
