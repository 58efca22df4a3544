using CpdCourse.Data.Jobs;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Mentions;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace CpdCourse.WebTests.Jobs;

public sealed class JobWorkerTests
{
    [Fact]
    public async Task What_recurs_and_always_fails_rests_between_its_tries_and_is_never_given_up()
    {
        await using var site = new TroubledSite();
        for (var tries = 0; tries < 8; tries++)
        {
            await site.RunRecurring();
            site.Clock.Advance(TimeSpan.FromHours(6));
        }

        var job = await site.TheJob(nameof(Troubled));

        site.Tries.ShouldBe(8);
        job.ParkedAt.ShouldBeNull();
        job.DueAt.ShouldBe(site.Clock.Now);
        job.LastError.ShouldBe("Out of tea.");
    }

    [Fact]
    public async Task A_recurring_task_that_the_program_no_longer_has_is_forgotten()
    {
        await using var site = new CourseSite();
        await site.Ask(
            new Job
            {
                Kind = "Former",
                Name = "Former",
                Payload = "{}",
                CreatedAt = site.Clock.Now,
                DueAt = site.Clock.Now,
            }
        );

        await site.RunRecurring();

        (await site.Read(db => db.Jobs.CountAsync(j => j.Name == "Former"))).ShouldBe(0);
        (await site.Read(db => db.Jobs.CountAsync(j => j.Name != null))).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task R3_what_ends_the_program_each_time_is_parked_after_five_tries()
    {
        await using var site = new CourseSite();
        var letter = site.ALetter();
        await site.Ask(letter);
        for (var tries = 0; tries < 5; tries++)
        {
            // As a program leaves the row that ended while it was at it.
            await site.Read(db =>
                db.Jobs.Where(j => j.Id == letter.Id)
                    .ExecuteUpdateAsync(set =>
                        set.SetProperty(j => j.Attempts, j => j.Attempts + 1)
                    )
            );
        }

        await site.RunJobs();

        var parked = await site.TheJob(nameof(SendLetter));
        parked.ParkedAt.ShouldBe(site.Clock.Now);
        parked.LastError.ShouldBe("The program ended each time it did this.");
        site.Mail.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task R3_a_try_counts_before_it_begins()
    {
        await using var site = new TroubledSite();
        await site.RunRecurring();

        site.AttemptsSeen.ShouldBe(1);
    }

    [Fact]
    public async Task R3_work_that_takes_long_keeps_its_lease()
    {
        await using var site = new PatientSite();

        await site.RunRecurring();

        site.Lease.ShouldBe(site.Clock.Now + TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task R3_a_letter_that_left_while_the_site_was_being_stopped_is_not_sent_again()
    {
        await using var site = new TroubledSite();
        await site.Ask(site.ALetter());
        await site.Within(async services =>
        {
            await Should.ThrowAsync<OperationCanceledException>(() =>
                services.GetRequiredService<JobWorker>().RunDue(site.Stop.Token)
            );
            return true;
        });

        site.Sent.ShouldBe(1);
        (await site.Read(db => db.Jobs.CountAsync(j => j.Kind == nameof(SendLetter)))).ShouldBe(0);
    }

    [Fact]
    public async Task One_worker_leaves_strangers_servers_to_the_others_so_that_letters_leave()
    {
        await using var site = new CourseSite();
        await site.Ask(
            NewJob.Of(
                nameof(VerifyMention),
                new SourceToVerify(new(Guid.NewGuid())),
                site.Clock.Now
            )
        );
        await site.Ask(site.ALetter());

        await site.Within(services =>
            services.GetRequiredService<JobWorker>().RunDue(CancellationToken.None, isQuick: true)
        );

        site.Mail.Letters.Count.ShouldBe(1);
        (await site.Read(db => db.Jobs.CountAsync(j => j.Kind == nameof(VerifyMention)))).ShouldBe(
            1
        );
        await site.RunJobs();
        (await site.Read(db => db.Jobs.CountAsync(j => j.Kind == nameof(VerifyMention)))).ShouldBe(
            0
        );
    }

    [Fact]
    public async Task R3_a_database_that_restarts_does_not_stop_the_site()
    {
        var scopes = new NoDatabase();
        using var bell = new JobBell();
        using var runner = new JobRunner(scopes, bell, NullLogger<JobRunner>.Instance);

        await runner.StartAsync(CancellationToken.None);
        (await scopes.Asked.Task.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeTrue();
        await Task.Delay(200);

        runner.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await runner.StopAsync(CancellationToken.None);
        runner.ExecuteTask.IsFaulted.ShouldBeFalse();
    }

    private sealed class NoDatabase : IServiceScopeFactory
    {
        private int asked;

        public TaskCompletionSource<bool> Asked { get; } = new();

        public IServiceScope CreateScope()
        {
            if (Interlocked.Increment(ref asked) == 3)
            {
                Asked.TrySetResult(true);
            }

            throw new InvalidOperationException("An exception that is likely transient.");
        }
    }
}

internal static class JobsGiven
{
    public static Task<int> Ask(this CourseSite site, Job job) =>
        site.Read(db =>
        {
            db.Jobs.Add(job);
            return db.SaveChangesAsync();
        });

    public static Job ALetter(this CourseSite site) =>
        NewJob.Of(
            nameof(SendLetter),
            new OutgoingLetter(new Letter("maria@example.org", "Hello", "Words"), "key-0001"),
            site.Clock.Now
        );

    public static Task<Job> TheJob(this CourseSite site, string kind) =>
        site.Read(db => db.Jobs.AsNoTracking().SingleAsync(j => j.Kind == kind));
}

/// <summary>A site with a recurring task that fails each time, and whose mail server is slow enough for the site to be stopped meanwhile.</summary>
internal sealed class TroubledSite : CourseSite, IMailTransport
{
    public int Tries { get; set; }

    public int AttemptsSeen { get; set; }

    public int Sent { get; private set; }

    public CancellationTokenSource Stop { get; } = new();

    public async Task Send(Letter letter, string messageId, CancellationToken stop)
    {
        Sent++;
        await Stop.CancelAsync();
    }

    protected override void PutDoubles(IServiceCollection services)
    {
        base.PutDoubles(services);
        services.AddSingleton(this);
        services.RemoveAll<IMailTransport>();
        services.AddSingleton<IMailTransport>(this);
        services.Every<Troubled>(TimeSpan.FromMinutes(1));
    }
}

internal sealed class Troubled(TroubledSite site, CpdCourse.Data.CourseDb db) : IRecurring
{
    public async Task Run(CancellationToken stop)
    {
        site.Tries++;
        site.AttemptsSeen = await db
            .Jobs.Where(j => j.Kind == nameof(Troubled))
            .Select(j => j.Attempts)
            .SingleAsync(stop);
        throw new InvalidOperationException("Out of tea.");
    }
}

/// <summary>A site with a piece of work that goes on until somebody has made its lease longer, and whose timers do not keep one waiting.</summary>
internal sealed class PatientSite : CourseSite
{
    public DateTimeOffset? Lease { get; set; }

    protected override void PutDoubles(IServiceCollection services)
    {
        base.PutDoubles(services);
        services.AddSingleton(this);
        services.RemoveAll<TimeProvider>();
        services.AddSingleton<TimeProvider>(new HurriedClock(Clock));
        services.Every<TakesLong>(TimeSpan.FromHours(1));
    }

    private sealed class HurriedClock(TestClock clock) : TimeProvider
    {
        private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

        public override DateTimeOffset GetUtcNow() => clock.Now;

        public override ITimer CreateTimer(
            TimerCallback callback,
            object? state,
            TimeSpan dueTime,
            TimeSpan period
        ) => base.CreateTimer(callback, state, Hurried(dueTime), Hurried(period));

        private static TimeSpan Hurried(TimeSpan wait) => wait > Soon ? Soon : wait;
    }
}

internal sealed class TakesLong(PatientSite site, CpdCourse.Data.CourseDb db) : IRecurring
{
    public async Task Run(CancellationToken stop)
    {
        var first = await Lease(stop);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var patience = 100; patience > 0 && site.Lease is null; patience--)
        {
            await Task.Delay(50, stop);
            site.Lease = await Lease(stop) is var now && now > first ? now : null;
        }
    }

    private Task<DateTimeOffset?> Lease(CancellationToken stop) =>
        db
            .Jobs.Where(j => j.Kind == nameof(TakesLong))
            .Select(j => j.LeasedUntil)
            .SingleAsync(stop);
}
