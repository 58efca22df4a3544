using System.Globalization;
using CpdCourse.Benchmarks.Measuring;
using CpdCourse.Benchmarks.Serving;

namespace CpdCourse.Benchmarks.Farming;

/// <summary>
/// A course whose people write elsewhere: a thousand blogs are read by one node while people read its pages, which must not become slower for it. Then a
/// hundred more while nobody reads pages: what that takes of the processor could not be told from what the pages take. Last, two thousand pings are forged,
/// all naming pages of those blogs that do not link here.
/// </summary>
internal static class Farm
{
    private const int Forged = 2_000;

    // As many as strangers' servers are asked in a minute, so that nothing is put off.
    private const int More = 100;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    public static async Task<int> Run(string[] args, CancellationToken stop)
    {
        var wish = Wish.From(args);
        var product = new Product(wish);
        await product.Load(stop);
        await using var farm = await FakeBlogs.Open(wish.Blogs + More);
        var (all, more) = (..wish.Blogs, wish.Blogs..(wish.Blogs + More));
        product.File.Follow(all, farm.Home, farm.Feed);
        using var server = await product.Start("/", stop);
        using var readers = await Readers.On(server, product.File, stop);
        var spans = new Spans(server, product.File, farm, readers, stop);

        await spans.Warm(Warm);
        await spans.WithReaders(Phase.Quiet, () => Task.Delay(wish.Quiet, stop));
        await spans.WithReaders(Phase.First, () => spans.Ask(all, hasNews: false));
        await spans.WithReaders("nobody asked, again", () => Task.Delay(wish.Quiet, stop));
        await spans.WithReaders(Phase.News, () => spans.Ask(all, hasNews: true));

        product.File.Follow(more, farm.Home, farm.Feed);
        await spans.WithoutReaders(Phase.Quiet, () => Task.Delay(Idle, stop));
        await spans.WithoutReaders(Phase.First, () => spans.Ask(more, hasNews: false));
        await spans.WithoutReaders(Phase.News, () => spans.Ask(more, hasNews: true));
        await spans.WithoutReaders(Phase.Same, () => spans.Ask(more, hasNews: false));

        // What nobody has read for minutes is somewhere else than in memory.
        await spans.Warm(Warm);
        await spans.WithReaders(
            "two thousand pings forged",
            () => Forge(readers, farm, wish.Blogs, stop)
        );

        var section = FarmReport.Of(spans, wish.Blogs, Forged, readers.Refused);
        Console.WriteLine(section);
        if (!wish.Quick)
        {
            await ReportFile.Put(wish.Report, "blogs", section, stop);
        }

        return spans.Beside.Sum(p => p.Tally.Errors) == 0 ? 0 : 1;
    }

    private static async Task Forge(
        Readers readers,
        FakeBlogs farm,
        int blogs,
        CancellationToken stop
    )
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var n = 0; n < Forged && await timer.WaitForNextTickAsync(stop); n++)
        {
            var page = string.Create(CultureInfo.InvariantCulture, $"forged-{n}");
            readers.Forge(new Uri(farm.Home(n % blogs), page));
        }
    }
}
