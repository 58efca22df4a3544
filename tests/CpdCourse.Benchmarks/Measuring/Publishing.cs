using System.Diagnostics;
using CpdCourse.Benchmarks.Driving;
using CpdCourse.Benchmarks.Serving;

namespace CpdCourse.Benchmarks.Measuring;

/// <summary>An organiser opens Things for very many participants, one after the other, while some of them write.</summary>
/// <param name="Participants">How many take part.</param>
/// <param name="First">When the organiser had the next page after the first one, in milliseconds: nothing of the kind has run in this process before.</param>
/// <param name="Returned">The same for the one in the middle.</param>
/// <param name="Done">When nothing was left to be done in the background, at the longest, in milliseconds.</param>
/// <param name="LongestAlone">The longest that a comment took before, in milliseconds.</param>
/// <param name="LongestMeanwhile">The longest that a comment took meanwhile, in milliseconds.</param>
internal sealed record Publishing(
    long Participants,
    double First,
    double Returned,
    double Done,
    double LongestAlone,
    double LongestMeanwhile
);

/// <summary>Enrols people until there are enough, and publishes the last Things.</summary>
internal sealed class Publisher(Wish wish, Server product, CourseFile file)
{
    private const string Organiser = "wen@example.org";
    private const int Enough = 10_000;
    private static readonly int[] Things = [19, 20, 21, 22, 23];

    public async Task<Publishing> Measure(
        IReadOnlyList<CommentScript> writers,
        CancellationToken stop
    )
    {
        file.Enrol(Enough);
        using var organiser = new Visitor(product.Address);
        await organiser.SignIn(Organiser, Benchmark.Password, stop);
        var alone = await Load.Run(product.Port, writers, wish.Round, stop);
        var meanwhile = Load.Run(product.Port, writers, wish.Round, stop);
        await Task.Delay(wish.Round / 4, stop);
        var (returned, done) = (new List<double>(), new List<double>());
        foreach (var thing in Things)
        {
            var page = $"/studio/things/{thing}";
            var token = Visitor.Hidden(await organiser.Read(page, stop), "form-token");
            var began = Stopwatch.StartNew();
            await organiser.Send($"{page}?handler=Open", token, stop);
            returned.Add(began.Elapsed.TotalMilliseconds);
            while (file.Waiting() > 0)
            {
                await Task.Delay(5, stop);
            }

            done.Add(began.Elapsed.TotalMilliseconds);
        }

        return new Publishing(
            file.Participants(),
            returned[0],
            returned.Order().ElementAt(Things.Length / 2),
            done.Max(),
            alone.Millis(1),
            (await meanwhile).Millis(1)
        );
    }
}
