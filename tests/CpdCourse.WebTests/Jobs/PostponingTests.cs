using CpdCourse.Data.Jobs;
using CpdCourse.Linking.Fetching;
using CpdCourse.Testing;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Jobs;

/// <summary>A job that asks a stranger's server comes back when it cannot do so yet.</summary>
public sealed class PostponingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task F5_a_job_whose_host_is_free_asks_it_once_and_is_done()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new ReadingSite();
        await site.Asks(stranger.Page("/here", "<p>Words.</p>"));

        await site.RunJobs();

        stranger.Visits.ShouldBe(["GET /here"]);
        site.Answers.ShouldHaveSingleItem().ShouldBeOfType<Fetched>().Status.ShouldBe(200);
        (await site.Waiting()).ShouldBeEmpty();
    }

    [Fact]
    public async Task F5_a_job_whose_host_was_just_asked_asks_nothing_and_comes_back_in_its_second()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new ReadingSite();
        await site.Asks(stranger.Page("/here", "<p>Words.</p>"));
        await site.Asks(stranger.Page("/there", "<p>Words.</p>"));
        await site.Asks(stranger.Page("/where", "<p>Words.</p>"));

        await site.RunJobs();
        await site.RunJobs();

        stranger.Visits.Count.ShouldBe(1);
        var waiting = await site.Waiting();
        waiting
            .Select(job => job.DueAt)
            .ShouldBe([site.Clock.Now + Second, site.Clock.Now + (2 * Second)]);
        waiting.ShouldAllBe(job =>
            job.Attempts == 0 && job.LeasedUntil == null && job.LastError == null
        );
        for (var asked = 2; asked <= 3; asked++)
        {
            site.Clock.Advance(Second);
            await site.RunJobs();
            stranger.Visits.Count.ShouldBe(asked);
        }

        stranger.Visits.ShouldBe(["GET /here", "GET /there", "GET /where"], ignoreOrder: true);
        (await site.Waiting()).ShouldBeEmpty();
    }

    [Fact]
    public async Task F5_a_job_whose_answer_is_busy_comes_back_when_it_says()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new ReadingSite();
        await site.Asks(stranger.Redirect("/old", to: stranger.Page("/new", "<p>Words.</p>")));
        var rates = site.Services.GetRequiredService<FetchRates>();
        for (var others = 1; others < FetchRates.Overall; others++)
        {
            rates.TryTake($"{others}.example", out _);
        }

        await site.RunJobs();

        stranger.Visits.ShouldBe(["GET /old"], "the redirect was one request too many");
        site.Answers.ShouldBeEmpty();
        var job = (await site.Waiting()).ShouldHaveSingleItem();
        job.DueAt.ShouldBe(site.Clock.Now + ReadPage.WhenBusy);
        job.Attempts.ShouldBe(0);

        site.Clock.Advance(ReadPage.WhenBusy);
        await site.RunJobs();

        stranger.Visits.ShouldBe(["GET /old", "GET /old", "GET /new"]);
        site.Answers.ShouldHaveSingleItem().ShouldBeOfType<Fetched>();
        (await site.Waiting()).ShouldBeEmpty();
    }

    private sealed record PageToRead(Uri Page);

    private sealed class ReadPage(SafeFetcher fetcher, ReadingSite site) : ITask<PageToRead>
    {
        public static readonly TimeSpan WhenBusy = TimeSpan.FromSeconds(20);

        public async Task Run(PageToRead payload, CancellationToken stop) =>
            site.Answers.Add(
                await fetcher.Get(payload.Page, FetchWish.Page, stop).OrPostpone(WhenBusy)
            );
    }

    private sealed class ReadingSite() : CourseSite(StrangersSite.Allowed)
    {
        public List<FetchResult> Answers { get; } = [];

        public Task<int> Asks(Uri page) =>
            this.Ask(NewJob.Of(nameof(ReadPage), new PageToRead(page), Clock.Now));

        public Task<List<Job>> Waiting() =>
            Read(db =>
                db.Jobs.AsNoTracking()
                    .Where(j => j.Kind == nameof(ReadPage))
                    .OrderBy(j => j.DueAt)
                    .ToListAsync()
            );

        protected override void PutDoubles(IServiceCollection services)
        {
            base.PutDoubles(services);
            services.AddSingleton(this);
            services.Later<PageToRead, ReadPage>();
        }
    }
}
