using CpdCourse.Benchmarks;
using CpdCourse.Benchmarks.Serving;

// The first word chooses what this process is: one of the two references, or the benchmark that starts them and the product.
return args switch
{
    ["bytes", .. var rest] => await BytesReference.Run(rest),
    ["ado", .. var rest] => await AdoReference.Run(rest),
    _ => await Benchmark.Run(args),
};
