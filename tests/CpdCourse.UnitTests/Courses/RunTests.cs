using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;

namespace CpdCourse.UnitTests.Courses;

public sealed class RunTests
{
    [Fact]
    public void Three_catch_up_weeks_make_26_weeks_and_nothing_opens_in_them()
    {
        var run = Spring("Europe/London");

        run.Weeks.Count.ShouldBe(26);
        var pauses = run
            .Weeks.Where(w => w.Kind is WeekKind.CatchUp)
            .Select(w => w.Number)
            .ToList();
        pauses.ShouldBe([7, 14, 21]);
        run.Openings.ShouldAllBe(o => !pauses.Contains(o.Week!.Value));
        run.Openings.Count.ShouldBe(23);
    }

    [Theory]
    [InlineData("Europe/London", "2026-03-29", "01:30", "2026-03-29T01:00Z")] // does not exist: the next that does
    [InlineData("Europe/London", "2026-10-25", "01:30", "2026-10-25T00:30Z")] // occurs twice: the first
    [InlineData("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45Z")]
    [InlineData("Asia/Kolkata", "2026-01-12", "09:00", "2026-01-12T03:30Z")]
    public void R8_a_local_time_becomes_one_moment(
        string zone,
        string day,
        string time,
        string moment
    )
    {
        var local = Clock.Moment(
            DateOnly.Parse(day),
            TimeOnly.Parse(time),
            TimeZoneInfo.FindSystemTimeZoneById(zone)
        );

        local.ShouldBe(DateTimeOffset.Parse(moment));
    }

    [Fact]
    public void A_Thing_opens_once()
    {
        var run = Spring("Europe/London");
        var thing = run.Openings[20].Thing;
        var now = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

        run.Open(thing, now);
        run.Open(thing, now.AddDays(1));

        run.TakeEvents().ShouldBe([new ThingPublished(run.Id, thing)]);
        run.Openings[20].OpensAt.ShouldBe(now);
    }

    [Fact]
    public void What_is_due_opens_in_order_and_only_that()
    {
        var run = Spring("Europe/London");

        run.OpenDue(new DateTimeOffset(2026, 1, 19, 9, 0, 0, TimeSpan.Zero));

        run.TakeEvents().Count.ShouldBe(2);
    }

    [Fact]
    public void R8_the_week_is_told_by_the_clock_of_the_run()
    {
        var run = Spring("Pacific/Auckland");
        var sundayEveningInLondon = new DateTimeOffset(2026, 1, 18, 20, 0, 0, TimeSpan.Zero);

        run.WeekAt(sundayEveningInLondon)!.Number.ShouldBe(2);
        run.WeekAt(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBeNull();
    }

    private static Run Spring(string zone)
    {
        var course = new Course("Course");
        var things = Enumerable.Range(1, 23).Select(n => course.AddThing(n).Id).ToList();
        var timetable = new Timetable(
            "Spring run",
            new DateOnly(2026, 1, 12),
            zone,
            new TimeOnly(9, 0)
        );
        return new Run(course.Id, timetable, things, new HashSet<int> { 6, 12, 18 });
    }
}
