using System.Diagnostics;
using System.Net.Sockets;

namespace CpdCourse.Benchmarks.Driving;

/// <summary>What a number of connections got in a span of time.</summary>
internal sealed record Drive(TimeSpan Took, long[] Ticks, long Failed, string? Failure)
{
    public double PerSecond => Ticks.Length / Took.TotalSeconds;

    public double Millis(double share) =>
        Ticks.Length == 0
            ? 0
            : Ticks[Math.Min(Ticks.Length - 1, (int)(Ticks.Length * share))]
                * 1000.0
                / Stopwatch.Frequency;
}

/// <summary>Each connection asks, waits for the whole answer, and asks again.</summary>
internal static class Load
{
    public static async Task<Drive> Run(
        int port,
        IEnumerable<IScript> scripts,
        TimeSpan span,
        CancellationToken stop
    )
    {
        var began = Stopwatch.GetTimestamp();
        var ends = began + (long)(span.TotalSeconds * Stopwatch.Frequency);
        var each = await Task.WhenAll(scripts.Select(script => Drive(port, script, ends, stop)));
        var took = Stopwatch.GetElapsedTime(began);
        long[] ticks = [.. each.SelectMany(e => e.Ticks)];
        Array.Sort(ticks);
        return new Drive(
            took,
            ticks,
            each.Sum(e => e.Failed),
            each.Select(e => e.Failure).FirstOrDefault(f => f is not null)
        );
    }

    private static async Task<(List<long> Ticks, long Failed, string? Failure)> Drive(
        int port,
        IScript script,
        long ends,
        CancellationToken stop
    )
    {
        await Task.Yield();
        var ticks = new List<long>(4096);
        var failed = 0L;
        string? failure = null;
        var wire = await Wire.To(port, stop);
        while (Stopwatch.GetTimestamp() is var from && from < ends)
        {
            try
            {
                var answer = await wire.Ask(script.Next(), stop);
                if (script.Accepts(answer))
                {
                    ticks.Add(Stopwatch.GetTimestamp() - from);
                    continue;
                }

                failure ??= $"status {answer.Status}, {answer.Length} bytes";
            }
            catch (Exception problem) when (problem is IOException or SocketException)
            {
                failure ??= problem.Message;
                wire.Dispose();
                wire = await Wire.To(port, stop);
            }

            failed++;
        }

        wire.Dispose();
        return (ticks, failed, failure);
    }
}
