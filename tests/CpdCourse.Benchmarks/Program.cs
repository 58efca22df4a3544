using CpdCourse.Benchmarks;
using CpdCourse.Benchmarks.Serving;
using CpdCourse.Benchmarks.Soaking;

// The first word chooses what this process is: one of the two references, the product under a long rain of requests, or the benchmark that starts all of them.
return args switch
{
    ["bytes", .. var rest] => await BytesReference.Run(rest),
    ["ado", .. var rest] => await AdoReference.Run(rest),
    ["soak", .. var rest] => await Soak.Run(rest),
    _ => await Benchmark.Run(args),
};
