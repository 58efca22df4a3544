using System.Diagnostics;
using CpdCourse.Benchmarks.Serving;
using CpdCourse.Benchmarks.Soaking;

namespace CpdCourse.Benchmarks.Farming;

/// <summary>One span after the other in which something is done to the course, most of them while people read its pages.</summary>
internal sealed class Spans(
    Server server,
    CourseFile file,
    FakeBlogs farm,
    Readers readers,
    CancellationToken stop
)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(60);
    private readonly List<Phase> beside = [];
    private readonly List<Phase> alone = [];

    /// <summary>What happened while people read pages.</summary>
    public IReadOnlyList<Phase> Beside => beside;

    /// <summary>What happened while nobody did.</summary>
    public IReadOnlyList<Phase> Alone => alone;

    public Task WithReaders(string name, Func<Task> during) =>
        Add(beside, name, () => readers.Read(during));

    public Task WithoutReaders(string name, Func<Task> during) =>
        Add(
            alone,
            name,
            async () =>
            {
                await during();
                return new Tally();
            }
        );

    /// <summary>Pages are read and nothing is noted.</summary>
    public Task Warm(TimeSpan span) => readers.Read(() => Task.Delay(span, stop));

    /// <summary>The blogs of these numbers are due, and have been read.</summary>
    public async Task Ask(Range numbers, bool hasNews)
    {
        farm.Begin(hasNews);
        file.MakeDue(numbers);
        var count = numbers.End.Value - numbers.Start.Value;
        var began = Stopwatch.StartNew();
        while ((farm.Asked < count || file.Waiting() > 0) && began.Elapsed < Longest)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), stop);
        }
    }

    private async Task Add(List<Phase> to, string name, Func<Task<Tally>> during)
    {
        to.Add(await Phase.Of(name, server, file, farm, during));
        Console.WriteLine(FarmReport.Line(to[^1]));
    }
}
