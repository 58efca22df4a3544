using CpdCourse.Benchmarks.Driving;
using CpdCourse.Benchmarks.Serving;

namespace CpdCourse.Benchmarks.Measuring;

/// <summary>What one server did in one round.</summary>
internal sealed record Figures(
    double PerSecond,
    double P50,
    double P99,
    double CpuMicros,
    long Failed,
    string? Failure
)
{
    private static readonly TimeSpan ShortestWarm = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SameFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWarm = TimeSpan.FromSeconds(90);

    public static async Task<Figures> Of(
        Server server,
        IEnumerable<IScript> scripts,
        TimeSpan span,
        CancellationToken stop
    )
    {
        var before = server.Cpu;
        var drive = await Load.Run(server.Port, scripts, span, stop);
        var cpu = server.Cpu - before;
        return new Figures(
            drive.PerSecond,
            drive.Millis(0.5),
            drive.Millis(0.99),
            drive.Ticks.Length == 0 ? 0 : cpu.TotalMicroseconds / drive.Ticks.Length,
            drive.Failed,
            drive.Failure
        );
    }

    /// <summary>
    /// Rounds until it gets no faster: a program that has just been started is compiled anew, bit by bit, while it runs, for up to a minute of such load.
    /// </summary>
    public static async Task Warm(
        Server server,
        IReadOnlyList<IScript> scripts,
        TimeSpan span,
        CancellationToken stop
    )
    {
        const double Faster = 1.03;
        var (best, last) = (0.0, TimeSpan.Zero);
        for (
            var spent = TimeSpan.Zero;
            spent < LongestWarm && (spent < ShortestWarm || spent - last < SameFor);
            spent += span
        )
        {
            var speed = (await Of(server, scripts, span, stop)).PerSecond;
            last = speed > best * Faster ? spent : last;
            best = Math.Max(best, speed);
        }
    }

    /// <summary>The round in the middle; what failed in any of them stays said.</summary>
    public static Figures Median(IReadOnlyList<Figures> rounds) =>
        rounds.OrderBy(r => r.PerSecond).ElementAt(rounds.Count / 2) with
        {
            Failed = rounds.Sum(r => r.Failed),
            Failure = rounds.Select(r => r.Failure).FirstOrDefault(f => f is not null),
        };
}

/// <summary>A page of the product beside its reference.</summary>
/// <param name="Name">What is asked.</param>
/// <param name="Bytes">Body on the wire.</param>
/// <param name="Product">The product.</param>
/// <param name="Reference">Name of the reference.</param>
/// <param name="Beside">The reference, in the same rounds.</param>
internal sealed record Row(
    string Name,
    long Bytes,
    Figures Product,
    string Reference,
    Figures Beside
)
{
    /// <summary>That of the round in the middle: what slows a machine down for a moment slows both of a round.</summary>
    public required double Ratio { get; init; }
}

/// <summary>A goal of the design, and whether it is met.</summary>
internal sealed record Goal(string Id, string What, string Floor, string Measured, bool Met);
