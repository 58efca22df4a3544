using System.Diagnostics;
using CpdCourse.Benchmarks.Driving;
using CpdCourse.Benchmarks.Serving;

namespace CpdCourse.Benchmarks.Measuring;

/// <summary>An organiser opens a Thing for very many participants while some of them write.</summary>
/// <param name="Participants">How many take part.</param>
/// <param name="Returned">When the organiser had the next page, in milliseconds.</param>
/// <param name="Done">When nothing was left to be done in the background, in milliseconds.</param>
/// <param name="LongestAlone">The longest that a comment took before, in milliseconds.</param>
/// <param name="LongestMeanwhile">The longest that a comment took meanwhile, in milliseconds.</param>
internal sealed record Publishing(
    long Participants,
    double Returned,
    double Done,
    double LongestAlone,
    double LongestMeanwhile
);

/// <summary>Enrols people until there are enough, and publishes the last Thing.</summary>
internal sealed class Publisher(Wish wish, Server product, CourseFile file)
{
    private const string Organiser = "wen@example.org";
    private const int Enough = 10_000;
    private const int Thing = 23;
    private static readonly string Page = $"/studio/things/{Thing}";

    public async Task<Publishing> Measure(
        IReadOnlyList<CommentScript> writers,
        CancellationToken stop
    )
    {
        file.Enrol(Enough);
        using var organiser = new Visitor(product.Address);
        await organiser.SignIn(Organiser, Benchmark.Password, stop);
        var token = Visitor.Hidden(await organiser.Read(Page, stop), "form-token");
        var alone = await Load.Run(product.Port, writers, wish.Round, stop);
        var meanwhile = Load.Run(product.Port, writers, wish.Round, stop);
        await Task.Delay(wish.Round / 4, stop);
        var began = Stopwatch.StartNew();
        await organiser.Send($"{Page}?handler=Open", token, stop);
        var returned = began.Elapsed;
        while (file.Waiting() > 0)
        {
            await Task.Delay(5, stop);
        }

        return new Publishing(
            file.Participants(),
            returned.TotalMilliseconds,
            began.Elapsed.TotalMilliseconds,
            alone.Millis(1),
            (await meanwhile).Millis(1)
        );
    }
}
