using System.Diagnostics;
using CpdCourse.Benchmarks.Serving;
using CpdCourse.Benchmarks.Soaking;

namespace CpdCourse.Benchmarks.Farming;

/// <summary>What happened in a span of time.</summary>
internal sealed record Phase(string Name, TimeSpan Took, Tally Tally)
{
    public const string Quiet = "nobody asked";
    public const string First = "each for the first time";
    public const string News = "each again, with one new post";
    public const string Same = "each again, unchanged";

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
        FakeBlogs farm,
        Func<Task<Tally>> during
    )
    {
        var began = Stopwatch.StartNew();
        var (cpu, written, memory) = (server.Cpu, server.Written(), server.Resident());
        var (entries, posts) = file.FromElsewhere();
        farm.Begin(hasNews: false);
        var tally = await during();
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
