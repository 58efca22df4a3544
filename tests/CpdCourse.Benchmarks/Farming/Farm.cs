using System.Diagnostics;
using System.Globalization;
using CpdCourse.Benchmarks.Measuring;
using CpdCourse.Benchmarks.Serving;
using CpdCourse.Benchmarks.Soaking;

namespace CpdCourse.Benchmarks.Farming;

/// <summary>
/// A course whose people write elsewhere: a thousand blogs are read by one node while people read its pages, which must not become slower for it. Then two
/// thousand pings are forged, all naming pages of those blogs that do not link here.
/// </summary>
internal static class Farm
{
    private const int Forged = 2_000;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(60);

    public static async Task<int> Run(string[] args, CancellationToken stop)
    {
        var wish = Wish.From(args);
        var product = new Product(wish);
        await product.Load(stop);
        await using var farm = await FakeBlogs.Open(wish.Blogs);
        product.File.Follow(wish.Blogs, farm.Home, farm.Feed);
        using var server = await product.Start("/", stop);
        using var readers = await Readers.On(server, product.File, stop);
        await readers.Read(() => Task.Delay(Warm, stop));

        var phases = new List<Phase>();
        await Add("nobody asked", () => Task.Delay(wish.Quiet, stop));
        await Add("each for the first time", () => AskAll(hasNews: false));
        await Add("nobody asked, again", () => Task.Delay(wish.Quiet, stop));
        await Add("each again, with one new post", () => AskAll(hasNews: true));
        await Add("each again, unchanged", () => AskAll(hasNews: false));
        await Add("two thousand pings forged", () => Forge(readers, farm, wish.Blogs, stop));

        var section = FarmReport.Of(phases, wish.Blogs, Forged, readers.Refused);
        Console.WriteLine(section);
        if (!wish.Quick)
        {
            await ReportFile.Put(wish.Report, "blogs", section, stop);
        }

        return phases.Sum(p => p.Tally.Errors) == 0 ? 0 : 1;

        async Task Add(string name, Func<Task> during)
        {
            phases.Add(await Phase.Of(name, server, product.File, readers, farm, during));
            Console.WriteLine(FarmReport.Line(phases[^1]));
        }

        async Task AskAll(bool hasNews)
        {
            farm.Begin(hasNews);
            product.File.MakeDue();
            var began = Stopwatch.StartNew();
            while (
                (farm.Asked < wish.Blogs || product.File.Waiting() > 0) && began.Elapsed < Longest
            )
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), stop);
            }
        }
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

/// <summary>What happened in a span of time.</summary>
internal sealed record Phase(string Name, TimeSpan Took, Tally Tally)
{
    /// <summary>Feeds that were asked for, and those of them that had not changed.</summary>
    public (long All, long Unchanged) Feeds { get; private init; }

    /// <summary>Entries and posts that came into the database.</summary>
    public (long Entries, long Posts) New { get; private init; }

    /// <summary>Processor time of the program.</summary>
    public TimeSpan Cpu { get; private init; }

    /// <summary>What it had the system write, in KiB.</summary>
    public double Written { get; private init; }

    /// <summary>Resident memory at the beginning and the end, in MiB.</summary>
    public (double Before, double After) Memory { get; private init; }

    public static async Task<Phase> Of(
        string name,
        Server server,
        CourseFile file,
        Readers readers,
        FakeBlogs farm,
        Func<Task> during
    )
    {
        var began = Stopwatch.StartNew();
        var (cpu, written, memory) = (server.Cpu, server.Written(), server.Resident());
        var (entries, posts) = file.FromElsewhere();
        farm.Begin(hasNews: false);
        var tally = await readers.Read(during);
        var (entriesNow, postsNow) = file.FromElsewhere();
        return new Phase(name, began.Elapsed, tally)
        {
            Feeds = (farm.Requests, farm.Unchanged),
            New = (entriesNow - entries, postsNow - posts),
            Cpu = server.Cpu - cpu,
            Written = server.Written() - written,
            Memory = (memory, server.Resident()),
        };
    }
}
