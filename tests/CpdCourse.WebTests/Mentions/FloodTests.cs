using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Fetching;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Two thousand forged trackbacks from a thousand networks, naming pages of five hundred hosts. Alone, because it weighs the memory of the process.</summary>
[Collection(nameof(FloodTests))]
[CollectionDefinition(nameof(FloodTests), DisableParallelization = true)]
public sealed class FloodTests
{
    private const int Forged = 2_000;
    private const int Posts = 20;
    private const int SideBySide = 16;
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task F3_a_flood_is_told_to_wait_and_readers_do_not_notice()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new FloodedSite();
        for (var n = 0; n < Posts; n++)
        {
            await site.APost("Maria", $"Soup {n}", "Words.", 12);
        }

        await site.RunJobs();
        await Flood(site, stranger, 50);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var over = new CancellationTokenSource();
        var reading = Read(site, over.Token);
        var looking = Look(site, over.Token);

        var answers = await Flood(site, stranger, Forged);

        await over.CancelAsync();
        var pages = await reading;
        await looking;
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(50 * Megabyte);
        pages.Count.ShouldBeGreaterThan(5);
        // The machine that tests may be busy with something else for a moment, and the flood comes from it as well.
        pages.Order().ElementAt(pages.Count / 2).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        pages.Max().ShouldBeLessThan(TimeSpan.FromSeconds(10));
        answers.Count.ShouldBe(Forged);
        answers.Distinct().Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        var taken = await site.Read(db => db.Mentions.CountAsync());
        taken.ShouldBeInRange(150, 200 + (PostgresServer.IsThere ? SideBySide : 0));
        (await Most(site, m => m.SourceHost)).ShouldBeLessThanOrEqualTo(10);
        (await Most(site, m => m.Post)).ShouldBeLessThanOrEqualTo(30);
        (await site.Read(db => db.Jobs.CountAsync())).ShouldBeLessThanOrEqualTo(2 * taken);
        (await site.Read(db => db.Mentions.CountAsync(m => m.State != Moderation.Held))).ShouldBe(
            0
        );
    }

    private static async Task<ConcurrentBag<HttpStatusCode>> Flood(
        FloodedSite site,
        StrangersSite stranger,
        int count
    )
    {
        var answers = new ConcurrentBag<HttpStatusCode>();
        var port = stranger.Url("/").Port;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
            async (n, _) =>
            {
                using var blog = site.Visitor();
                var network = n % 1_000;
                blog.DefaultRequestHeaders.Add(
                    "X-Forwarded-For",
                    $"203.{network / 250}.{network % 250}.7"
                );
                var answer = await blog.Ping(
                    $"/@maria/soup-{n % Posts}/trackback",
                    new Uri($"http://s{n % 500}.example:{port}/{n}"),
                    "Buy this",
                    new string('x', 5_000)
                );
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    answer.Headers.RetryAfter.ShouldNotBeNull();
                }

                answers.Add(answer.StatusCode);
            }
        );
        return answers;
    }

    // A page that is kept and one that is made for each.
    private static async Task<List<TimeSpan>> Read(CourseSite site, CancellationToken over)
    {
        var pages = new List<TimeSpan>();
        using var reader = site.Visitor();
        while (!over.IsCancellationRequested)
        {
            foreach (var page in new[] { "/@maria/soup-1", $"/search?q=words{pages.Count}" })
            {
                var began = Stopwatch.GetTimestamp();
                (await reader.GetAsync(page, CancellationToken.None)).EnsureSuccessStatusCode();
                pages.Add(Stopwatch.GetElapsedTime(began));
            }
        }

        return pages;
    }

    private static async Task Look(CourseSite site, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await site.RunJobs();
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static async Task<int> Most<T>(CourseSite site, Func<Mention, T> by) =>
        (await site.Read(db => db.Mentions.AsNoTracking().ToListAsync()))
            .GroupBy(by)
            .Max(group => group.Count());

    private sealed class FloodedSite()
        : SiteAt("10.0.0.5", ("Site:KnownProxies:0", "10.0.0.5"), StrangersSite.Allowed)
    {
        protected override void PutDoubles(IServiceCollection services)
        {
            base.PutDoubles(services);
            services.RemoveAll<IResolveHosts>();
            services.AddSingleton<IResolveHosts>(new HereAll());
        }
    }

    /// <summary>Every host is the stranger's.</summary>
    private sealed class HereAll : IResolveHosts
    {
        public Task<IPAddress[]> Resolve(string host, CancellationToken stop) =>
            Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
    }
}
