using System.Diagnostics;
using System.Globalization;
using CpdCourse.Benchmarks.Serving;

namespace CpdCourse.Benchmarks.Soaking;

/// <summary>
/// The product under a steady rain of twenty requests a second, for as long as one likes: nothing may go wrong, nothing that was taken may be missing, and its
/// memory must not grow.
/// </summary>
internal static class Soak
{
    private const int PerSecond = 20;
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Warm = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> Run(string[] args, CancellationToken stop)
    {
        var wish = Wish.ForSoaking(args);
        var product = new Product(wish);
        await product.Load(stop);
        using var server = await product.Start("/", stop);
        var blog = await StrangersBlog.Open();
        await using var mix = await Mix.On(server, product.File, blog, stop);
        var tally = new Tally();
        var memory = Watch(server, wish.Span, stop);
        await Rain(mix, tally, wish.Span, stop);
        var weights = await memory;
        var there = product.File.CommentsLike("soak ");
        foreach (var lost in mix.Taken.Where(words => !there.Contains(words)))
        {
            tally.Failed("comment", $"“{lost}” was taken and is not there.");
        }

        var growth = Growth(weights, wish.Span);
        Say(tally, weights, growth, mix.Taken.Count);
        return tally.Errors == 0 && growth <= wish.MostGrowth ? 0 : 1;
    }

    // At its own pace, whatever the answers do: a site that falls behind has ever more requests open, and that is an error as well.
    private static async Task Rain(Mix mix, Tally tally, TimeSpan span, CancellationToken stop)
    {
        var open = new List<Task>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        var began = Stopwatch.StartNew();
        for (var number = 0; began.Elapsed < span && !stop.IsCancellationRequested; number++)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            open.RemoveAll(task => task.IsCompleted);
            var (name, work) = mix.Next(number);
            if (open.Count >= MostAtOnce)
            {
                tally.Failed(name, "It was not sent: too many are unanswered.");
                continue;
            }

            open.Add(tally.Note(name, () => InTime(work)));
        }

        await Task.WhenAll(open);
    }

    private static async Task InTime(Func<CancellationToken, Task> work)
    {
        using var patience = new CancellationTokenSource(Patience);
        await work(patience.Token);
    }

    /// <summary>Its memory in MiB every six seconds.</summary>
    private static async Task<List<double>> Watch(
        Server server,
        TimeSpan span,
        CancellationToken stop
    )
    {
        var weights = new List<double>();
        var began = Stopwatch.StartNew();
        while (began.Elapsed < span && !stop.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(6), CancellationToken.None);
            weights.Add(server.Resident());
        }

        return weights;
    }

    /// <summary>Of the last minute over the first one after it was warm, in percent. A short run is warm after a third of it.</summary>
    private static double Growth(List<double> weights, TimeSpan span)
    {
        var warm = (int)(weights.Count * Math.Min(Warm / span, 1.0 / 3));
        var minute = Math.Clamp(weights.Count / 4, 1, 10);
        return weights.Count == 0
            ? 0
            : ((weights[^minute..].Average() / weights.Skip(warm).Take(minute).Average()) - 1)
                * 100;
    }

    private static void Say(Tally tally, List<double> weights, double growth, int taken)
    {
        Line($"{"", -18}{"requests", 9}{"errors", 8}{"p50 ms", 9}{"p99 ms", 9}");
        foreach (var (name, kind) in tally.Kinds.Append(("all", tally.All)))
        {
            Line(
                $"{name, -18}{kind.Count, 9}{kind.Errors, 8}{kind.Millis(0.5), 9:0.0}{kind.Millis(0.99), 9:0.0}"
            );
            foreach (var problem in kind.Problems)
            {
                Line($"  {problem}");
            }
        }

        var minutes = weights.Chunk(10).Select(minute => $"{minute.Average():0}");
        Line($"Comments taken: {taken}. Errors: {tally.Errors}.");
        Line($"Memory (resident, MiB) in each minute: {string.Join(", ", minutes)}");
        Line($"Growth once warm: {growth:0.0} %");
    }

    private static void Line(FormattableString text) =>
        Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
