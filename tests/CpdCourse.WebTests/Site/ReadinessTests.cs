using System.Diagnostics;
using System.Net;
using CpdCourse.Data;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Site;

/// <summary>A load balancer asks whether requests are well spent here: a broken site says no, quickly, and tells strangers nothing.</summary>
public sealed class ReadinessTests
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task R13_a_site_that_takes_no_writes_is_not_ready_and_lives()
    {
        await using var site = new BusySite();
        var visitor = site.Visitor();
        (await visitor.GetStringAsync("/readyz")).ShouldBe("ready");
        site.Clock.Advance(Kept);

        await site.Break("INSERT", "SiteNotes");

        await ShouldLack(visitor, "database");
        (await visitor.GetStringAsync("/healthz")).ShouldBe("ok");
        (await visitor.GetAsync("/things/12")).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task R13_a_site_whose_writers_queue_for_too_long_says_that_it_is_busy()
    {
        await using var site = new ImpatientSite();
        var visitor = site.Visitor();
        using (
            await site
                .Services.GetRequiredService<WriteTurns>()
                .Wait(TestContext.Current.CancellationToken)
        )
        {
            await ShouldLack(visitor, "busy");
        }

        site.Clock.Advance(Kept);

        (await visitor.GetStringAsync("/readyz")).ShouldBe("ready");
    }

    [Fact]
    public async Task R13_work_that_piles_up_is_told()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.", 12);
        var visitor = site.Visitor();
        (await visitor.GetStringAsync("/readyz")).ShouldBe("ready");

        site.Clock.Advance(TimeSpan.FromMinutes(16));
        await ShouldLack(visitor, "jobs");
        await site.RunJobs();
        site.Clock.Advance(Kept);

        (await visitor.GetStringAsync("/readyz")).ShouldBe("ready");
    }

    [Fact]
    public async Task R13_work_that_a_program_took_and_never_finished_piles_up_as_well()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.", 12);
        var taken = site.Clock.Now + TimeSpan.FromMinutes(2);
        await site.Read(db =>
            db.Jobs.ExecuteUpdateAsync(set => set.SetProperty(j => j.LeasedUntil, taken))
        );

        site.Clock.Advance(TimeSpan.FromMinutes(16));

        await ShouldLack(site.Visitor(), "jobs");
    }

    [Fact]
    public async Task R13_a_disk_that_is_nearly_full_is_told()
    {
        await using var site = new CourseSite(("Limits:LeastFreeMegabytes", "1000000"));

        await ShouldLack(site.Visitor(), "disk");
    }

    [Fact]
    public async Task R13_a_database_of_an_older_version_is_told()
    {
        await using var site = new CourseSite();
        await site.Read(db =>
            db.Database.ExecuteSqlRawAsync(
                """
                DELETE FROM "__EFMigrationsHistory"
                WHERE "MigrationId" = (SELECT max("MigrationId") FROM "__EFMigrationsHistory")
                """
            )
        );

        await ShouldLack(site.Visitor(), "schema");
    }

    [Fact]
    public async Task R13_whoever_asks_again_and_again_makes_the_site_look_once_in_two_seconds()
    {
        await using var site = new CourseSite();
        var visitor = site.Visitor();

        var first = await SqlCommands.During(site, () => Ask(visitor, 20));
        var second = await SqlCommands.During(site, () => Ask(visitor, 20));
        site.Clock.Advance(Kept);
        var third = await SqlCommands.During(site, () => Ask(visitor, 20));

        first.Count(IsWrite).ShouldBe(1);
        second.ShouldBeEmpty();
        third.Count(IsWrite).ShouldBe(1);
    }

    [Fact]
    public async Task R13_a_look_takes_less_than_50_milliseconds_and_leaves_nothing()
    {
        await using var site = new CourseSite();
        var visitor = site.Visitor();
        var best = TimeSpan.MaxValue;
        for (var tries = 0; tries < 10; tries++)
        {
            site.Clock.Advance(Kept);
            var watch = Stopwatch.StartNew();
            var answer = await visitor.GetAsync("/readyz");
            best = watch.Elapsed < best ? watch.Elapsed : best;
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }

        best.ShouldBeLessThan(TimeSpan.FromMilliseconds(50));
        (await site.Read(db => db.SiteNotes.CountAsync(n => n.Key == "ready"))).ShouldBe(0);
    }

    private static async Task ShouldLack(HttpClient visitor, string what)
    {
        var answer = await visitor.GetAsync("/readyz");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldBe($"not ready: {what}");
    }

    private static async Task Ask(HttpClient visitor, int times) =>
        await Task.WhenAll(
            Enumerable.Range(0, times).Select(_ => visitor.GetStringAsync("/readyz"))
        );

    private static bool IsWrite(string sql) =>
        sql.Contains("INSERT INTO \"SiteNotes\"", StringComparison.Ordinal);
}
