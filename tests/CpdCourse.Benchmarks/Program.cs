using CpdCourse.Benchmarks;
using CpdCourse.Benchmarks.Farming;
using CpdCourse.Benchmarks.Serving;
using CpdCourse.Benchmarks.Soaking;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

// The first word chooses what this process is: one of the two references, the product beside a thousand blogs or under a long rain of requests, or the benchmark that starts all of them.
return args switch
{
    ["bytes", .. var rest] => await BytesReference.Run(rest),
    ["ado", .. var rest] => await AdoReference.Run(rest),
    ["farm", .. var rest] => await Farm.Run(rest, stop.Token),
    ["soak", .. var rest] => await Soak.Run(rest, stop.Token),
    _ => await Benchmark.Run(args, stop.Token),
};
