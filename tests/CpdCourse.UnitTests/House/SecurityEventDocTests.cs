using System.Reflection;
using CpdCourse.Web.Hosting;
using Microsoft.Extensions.Logging;

namespace CpdCourse.UnitTests.House;

/// <summary>Whoever watches a log relies on names and numbers: the reference has them all, and a test brings each about.</summary>
public sealed class SecurityEventDocTests
{
    private const string Page = "docs/reference/security-events.md";

    [Fact]
    public void Every_event_is_in_the_reference_with_its_number_level_and_sentence() =>
        Tables
            .In(Page)
            .Select(r => $"{r[0]} | {r[1]} | {r[2]} | {r[3]}")
            .ShouldBe(
                Events()
                    .Select(e => $"{e.Name} | {e.Says.EventId} | {e.Says.Level} | {e.Says.Message}")
            );

    [Fact]
    public void A_number_belongs_to_one_event() =>
        Events().Select(e => e.Says.EventId).ShouldBeUnique();

    [Fact]
    public void R16_every_event_is_brought_about_by_a_test()
    {
        var tests = Sources.In("tests/CpdCourse.WebTests", ".cs").Select(t => t.Text).ToList();
        Events()
            .Select(e => e.Name)
            .Where(name =>
                !tests.Any(t => t.Contains($"nameof(SecurityLog.{name})", StringComparison.Ordinal))
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void R16_no_event_names_an_account_and_a_persona() =>
        Events()
            .Where(e =>
                e.Says.Message.Contains("{Account}", StringComparison.Ordinal)
                && (
                    e.Says.Message.Contains("{Moderator}", StringComparison.Ordinal)
                    || e.Says.Message.Contains("{Organiser}", StringComparison.Ordinal)
                )
            )
            .ShouldBeEmpty();

    private static IEnumerable<(string Name, LoggerMessageAttribute Says)> Events() =>
        typeof(SecurityLog)
            .GetMethods()
            .Select(m => (m.Name, Says: m.GetCustomAttribute<LoggerMessageAttribute>()!))
            .Where(e => e.Says is not null)
            .OrderBy(e => e.Says.EventId);
}
