using CpdCourse.Web.Features.Setup;
using CpdCourse.Web.Hosting;

namespace CpdCourse.WebTests.Setup;

/// <summary>What the command line says of the demo course.</summary>
public sealed class DemoWishTests
{
    [Theory]
    [InlineData("--demo", 0, "demo-data")]
    [InlineData("--demo=", 0, "demo-data")]
    [InlineData("--demo 1000", 1000, "demo-data-1000")]
    [InlineData("--demo=7 --Site:BaseUrl=https://course.example", 7, "demo-data-7")]
    [InlineData("--demo --urls http://localhost:1", 0, "demo-data")]
    public void It_may_name_a_number_of_people(string line, int people, string folder)
    {
        var wish = StartOptions.Demo(line.Split(' '));

        wish.Wanted.ShouldBeTrue();
        wish.Problem.ShouldBeNull();
        wish.Crowd.ShouldBe(people);
        wish.Folder.ShouldBe(folder);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("many")]
    [InlineData("1.5")]
    [InlineData("100001")]
    public void Any_other_number_stops_the_start_with_a_sentence(string number) =>
        StartOptions
            .Demo(["--demo", number])
            .Problem.ShouldBe($"--demo {number}: the number of people must be from 1 to 100000.");

    [Fact]
    public void The_configuration_sees_neither_the_flag_nor_its_number() =>
        StartOptions
            .Plain(["--urls", "http://localhost:1", "--demo", "5", "--Limits:PageSize", "9"])
            .ShouldBe(["--urls", "http://localhost:1", "--Limits:PageSize", "9"]);

    [Fact]
    public void Without_it_nothing_is_loaded() => StartOptions.Demo([]).Wanted.ShouldBeFalse();

    [Fact]
    public void Somebody_who_looks_on_sees_a_bar_and_a_log_has_lines()
    {
        var (screen, log) = (new StringWriter(), new StringWriter());
        foreach (var done in new[] { 0, 1, 99, 100 })
        {
            new LoadingLine(screen, rewrites: true).Say("Loading", done, 100);
        }

        var line = new LoadingLine(log, rewrites: false);
        foreach (var done in new[] { 0, 1, 50, 100 })
        {
            line.Say("Loading", done, 100);
        }

        screen.ToString().ShouldEndWith($"[{new string('#', 30)}] 100 of 100{Environment.NewLine}");
        log.ToString()
            .Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe([
                "  Loading: 0 % of 100",
                "  Loading: 50 % of 100",
                "  Loading: 100 % of 100",
            ]);
    }
}
