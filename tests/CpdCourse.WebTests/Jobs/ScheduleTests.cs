using CpdCourse.Domain.Courses;
using CpdCourse.Testing;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Jobs;

/// <summary>What is to happen at a certain time, on nights when clocks change, after a stop, and by a clock that was wrong.</summary>
public sealed class ScheduleTests
{
    [Theory]
    [InlineData("Europe/London", "2026-03-29", "01:30", "2026-03-29T01:00Z")]
    [InlineData("Europe/London", "2026-10-25", "01:30", "2026-10-25T00:30Z")]
    [InlineData("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00Z")]
    [InlineData("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45Z")]
    public async Task R8_a_Thing_opens_at_its_moment_on_a_night_when_clocks_change(
        string zone,
        string day,
        string time,
        string moment
    )
    {
        await using var site = new CourseSite();
        var opens = DateTimeOffset.Parse(moment);
        await Hold(site, zone, DateOnly.Parse(day), TimeOnly.Parse(time));
        using var visitor = site.Visitor();

        site.Clock.Advance(opens - site.Clock.Now - TimeSpan.FromMinutes(1));
        (await visitor.GetStringAsync("/things/1")).ShouldContain("not open yet");
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        (await visitor.GetStringAsync("/things/1")).ShouldNotContain("not open yet");
        (await visitor.GetStringAsync("/things/2")).ShouldContain("not open yet");
    }

    [Fact]
    public async Task R8_what_came_due_while_the_program_was_down_is_done_once()
    {
        await using var site = new SiteWithRounds();
        await site.RunRecurring();
        await site.Ask(site.ALetter());

        site.Clock.Advance(TimeSpan.FromDays(3));
        for (var n = 0; n < 3; n++)
        {
            await site.RunRecurring();
        }

        site.Rounds.ShouldBe(2);
        site.Mail.Ids.Count.ShouldBe(1);
    }

    [Fact]
    public async Task R8_a_clock_set_back_by_an_hour_makes_nothing_happen_twice()
    {
        await using var site = new SiteWithRounds();
        await site.Ask(site.ALetter());
        await site.RunRecurring();

        site.Clock.Advance(TimeSpan.FromHours(-1));
        for (var minutes = 0; minutes < 60; minutes += 10)
        {
            await site.RunRecurring();
            site.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        (site.Rounds, site.Mail.Ids.Count).ShouldBe((1, 1));
        site.Clock.Advance(SiteWithRounds.Interval);
        await site.RunRecurring();
        site.Rounds.ShouldBe(2);
    }

    [Fact]
    public async Task R8_a_Thing_that_opened_stays_open_when_the_clock_is_set_back_and_is_announced_once()
    {
        await using var site = new CourseSite();
        var thing = await site.Read(db => db.Things.SingleAsync(t => t.Number == 20));
        await Open();

        site.Clock.Advance(TimeSpan.FromHours(-1));
        await Open();
        site.Clock.Advance(TimeSpan.FromHours(2));
        await Open();

        var run = await site.Read(db => db.Runs.Include(r => r.Openings).SingleAsync());
        run.Openings.Single(o => o.Thing == thing.Id).AnnouncedAt.ShouldBe(TestClock.Start);

        Task<int> Open() =>
            site.Read(async db =>
            {
                var now = await db
                    .Runs.Include(r => r.Openings)
                    .Include(r => r.Weeks)
                    .SingleAsync();
                now.Open(thing.Id, site.Clock.Now);
                return await db.SaveChangesAsync();
            });
    }

    /// <summary>A computer that began with the clock of another year must not rest until then.</summary>
    [Fact]
    public async Task R8_plans_made_by_a_clock_that_was_a_year_ahead_are_put_right_at_the_next_start()
    {
        await using var site = new SiteWithRounds();
        site.Clock.Advance(TimeSpan.FromDays(365));
        await site.RunRecurring();
        site.Clock.Advance(TimeSpan.FromDays(-365));

        await site.RunRecurring();
        site.Clock.Advance(SiteWithRounds.Interval);
        await site.RunRecurring();

        site.Rounds.ShouldBe(3);
    }

    // A run whose first Thing opens on this day.
    private static Task<int> Hold(CourseSite site, string zone, DateOnly day, TimeOnly time) =>
        site.Read(async db =>
        {
            await db.Runs.ExecuteDeleteAsync();
            var course = await db.Courses.SingleAsync();
            var things = await db.Things.OrderBy(t => t.Number).Select(t => t.Id).ToListAsync();
            db.Runs.Add(
                new Run(
                    course.Id,
                    new Timetable("This run", day, zone, time),
                    things,
                    new HashSet<int>()
                )
            );
            return await db.SaveChangesAsync();
        });

    /// <summary>A site with a recurring task that counts.</summary>
    private sealed class SiteWithRounds : CourseSite
    {
        public static TimeSpan Interval { get; } = TimeSpan.FromMinutes(30);

        public int Rounds { get; set; }

        protected override void PutDoubles(IServiceCollection services)
        {
            base.PutDoubles(services);
            services.AddSingleton(this);
            services.Every<Round>(Interval);
        }
    }

    private sealed class Round(SiteWithRounds site) : IRecurring
    {
        public Task Run(CancellationToken stop)
        {
            site.Rounds++;
            return Task.CompletedTask;
        }
    }
}
