using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CpdCourse.WebTests.Jobs;

/// <summary>How often a letter leaves.</summary>
public sealed class OutboxTests
{
    [Fact]
    public async Task R3_a_letter_that_left_in_the_moment_of_a_crash_leaves_once_more_with_the_same_id()
    {
        await using var site = new BusySite();
        await site.Ask(site.ALetter());
        await site.Break("DELETE", "Jobs");
        await Should.ThrowAsync<DbUpdateException>(site.RunJobs);
        await site.Read(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER broken"));

        site.Clock.Advance(TimeSpan.FromMinutes(2));
        await site.RunJobs();
        site.Mail.Ids.Count.ShouldBe(1);
        for (var n = 0; n < 3; n++)
        {
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            await site.RunJobs();
        }

        site.Mail.Ids.ShouldBe(["<key-0001@localhost>", "<key-0001@localhost>"]);
    }

    [Fact]
    public async Task R3_several_workers_send_each_letter_once()
    {
        await using var site = new CourseSite();
        for (var n = 0; n < 30; n++)
        {
            await site.Ask(
                NewJob.Of(
                    nameof(SendLetter),
                    new OutgoingLetter(
                        new Letter("maria@example.org", "Hello", "Words"),
                        $"key-{n:0000}"
                    ),
                    site.Clock.Now
                )
            );
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.RunJobs()));

        site.Mail.Ids.Count.ShouldBe(30);
        site.Mail.Ids.ShouldBeUnique();
        (await site.Read(db => db.Jobs.CountAsync(j => j.Kind == nameof(SendLetter)))).ShouldBe(0);
    }

    [Fact]
    public async Task R3_a_letter_that_nobody_takes_is_tried_five_times_with_growing_rests_and_put_aside()
    {
        await using var site = new SiteWithoutPost();
        await site.Ask(site.ALetter());
        foreach (var (rest, tries) in new[] { (0, 1), (1, 2), (10, 3), (60, 4), (360, 5) })
        {
            site.Clock.Advance(TimeSpan.FromMinutes(rest) - TimeSpan.FromSeconds(1));
            await site.RunJobs();
            site.Tries.ShouldBe(tries - 1);
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            await site.RunJobs();
            site.Tries.ShouldBe(tries);
        }

        var parked = await site.TheJob(nameof(SendLetter));
        (parked.ParkedAt, parked.LastError).ShouldBe((site.Clock.Now, "The post is on strike."));
        site.Clock.Advance(TimeSpan.FromDays(7));
        await site.RunJobs();
        site.Tries.ShouldBe(5);
    }

    private sealed class SiteWithoutPost : CourseSite, IMailTransport
    {
        public int Tries { get; private set; }

        public Task Send(Letter letter, string messageId, CancellationToken stop)
        {
            Tries++;
            throw new InvalidOperationException("The post is on strike.");
        }

        protected override void PutDoubles(IServiceCollection services)
        {
            base.PutDoubles(services);
            services.RemoveAll<IMailTransport>();
            services.AddSingleton<IMailTransport>(this);
        }
    }
}
