using System.Diagnostics;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Mentions;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CpdCourse.WebTests.Jobs;

/// <summary>When the workers begin with what they are asked for.</summary>
public sealed class JobRunnerTests
{
    [Fact]
    public async Task Work_for_strangers_servers_is_begun_at_once_whichever_worker_is_woken()
    {
        await using var site = new RestingSite();
        for (var times = 0; times < 4; times++)
        {
            await Task.Delay(200);
            (await site.SecondsUntilDone(TimeSpan.Zero)).ShouldBeLessThan(1.5);
        }
    }

    [Fact]
    public async Task What_was_put_off_for_a_second_is_begun_a_second_later()
    {
        await using var site = new RestingSite();

        (await site.SecondsUntilDone(TimeSpan.FromSeconds(1))).ShouldBeLessThan(2.5);
    }
}

/// <summary>A site whose workers are at rest.</summary>
internal sealed class RestingSite : CourseSite
{
    private JobRunner? runner;

    /// <summary>How long it took until work for strangers' servers, put off for so long, was done.</summary>
    public async Task<double> SecondsUntilDone(TimeSpan putOff)
    {
        await Rest();
        var began = Stopwatch.GetTimestamp();
        await this.Ask(
            NewJob.Of(
                nameof(VerifyMention),
                new SourceToVerify(new(Guid.NewGuid())),
                Clock.Now,
                putOff
            )
        );
        await Task.Delay(putOff);
        Clock.Advance(putOff);
        while (await Read(db => db.Jobs.AnyAsync(j => j.Kind == nameof(VerifyMention))))
        {
            await Task.Delay(20);
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private async Task Rest()
    {
        if (runner is null)
        {
            await RunRecurring();
            runner = new JobRunner(
                Services.GetRequiredService<IServiceScopeFactory>(),
                Services.GetRequiredService<JobBell>(),
                NullLogger<JobRunner>.Instance
            );
            await runner.StartAsync(CancellationToken.None);
            await Task.Delay(500);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await (runner?.StopAsync(CancellationToken.None) ?? Task.CompletedTask);
        runner?.Dispose();
        await base.DisposeAsync();
    }
}
