using System.Diagnostics;
using System.Globalization;
using CpdCourse.Benchmarks.Measuring;
using CpdCourse.Benchmarks.Serving;
using CpdCourse.Benchmarks.Soaking;

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
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(60);

    public static async Task<int> Run(string[] args, CancellationToken stop)
    {
        var wish = Wish.From(args);
        var product = new Product(wish);
        await product.Load(stop);
        await using var farm = await FakeBlogs.Open(wish.Blogs + More);
        product.File.Follow(..wish.Blogs, farm.Home, farm.Feed);
        using var server = await product.Start("/", stop);
        using var readers = await Readers.On(server, product.File, stop);
        await readers.Read(() => Task.Delay(Warm, stop));

        var read = new List<Phase>();
        await Add(read, Phase.Quiet, () => Task.Delay(wish.Quiet, stop));
        await Add(read, Phase.First, () => Ask(..wish.Blogs, hasNews: false));
        await Add(read, "nobody asked, again", () => Task.Delay(wish.Quiet, stop));
        await Add(read, Phase.News, () => Ask(..wish.Blogs, hasNews: true));

        var more = wish.Blogs..(wish.Blogs + More);
        product.File.Follow(more, farm.Home, farm.Feed);
        var alone = new List<Phase>();
        await Add(alone, Phase.Quiet, () => Task.Delay(Idle, stop));
        await Add(alone, Phase.First, () => Ask(more, hasNews: false));
        await Add(alone, Phase.News, () => Ask(more, hasNews: true));
        await Add(alone, Phase.Same, () => Ask(more, hasNews: false));

        await Add(read, "two thousand pings forged", () => Forge(readers, farm, wish.Blogs, stop));

        await Tell(wish, FarmReport.Of(read, alone, wish.Blogs, Forged, readers.Refused), stop);
        return read.Sum(p => p.Tally.Errors) == 0 ? 0 : 1;

        async Task Add(List<Phase> to, string name, Func<Task> during)
        {
            var phase = await Phase.Of(
                name,
                server,
                product.File,
                farm,
                () => ReferenceEquals(to, read) ? readers.Read(during) : Alone(during)
            );
            to.Add(phase);
            Console.WriteLine(FarmReport.Line(phase));
        }

        async Task Ask(Range numbers, bool hasNews)
        {
            farm.Begin(hasNews);
            product.File.MakeDue(numbers);
            var count = numbers.End.Value - numbers.Start.Value;
            var began = Stopwatch.StartNew();
            while ((farm.Asked < count || product.File.Waiting() > 0) && began.Elapsed < Longest)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), stop);
            }
        }
    }

    private static async Task Tell(Wish wish, string section, CancellationToken stop)
    {
        Console.WriteLine(section);
        if (!wish.Quick)
        {
            await ReportFile.Put(wish.Report, "blogs", section, stop);
        }
    }

    private static async Task<Tally> Alone(Func<Task> during)
    {
        await during();
        return new Tally();
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
