using System.Collections;
using System.Globalization;
using System.Reflection;
using CpdCourse.Web.Hosting;

namespace CpdCourse.UnitTests.House;

public sealed class SettingsDocTests
{
    private const string Page = "docs/reference/settings.md";

    // Read by the framework or before the settings classes are.
    private static readonly string[] Elsewhere =
    [
        "ConnectionStrings:Course",
        "Limits:PasswordIterations",
        "urls",
    ];

    [Fact]
    public void Every_setting_is_in_the_reference_with_its_default()
    {
        var rows = Tables.In(Page).ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);
        foreach (var (path, standard) in Settings())
        {
            rows.ShouldContainKey(path, $"{Page} lacks a setting.");
            rows[path].ShouldBe(standard, $"{Page}, default of {path}");
        }
    }

    [Fact]
    public void The_reference_lists_no_setting_that_is_gone() =>
        Tables
            .In(Page)
            .Select(r => r[0])
            .Except(Settings().Select(s => s.Path), StringComparer.Ordinal)
            .Except(Elsewhere, StringComparer.Ordinal)
            .ShouldBeEmpty();

    private static IEnumerable<(string Path, string Standard)> Settings() =>
        typeof(SiteSettings)
            .Assembly.GetTypes()
            .Where(t =>
                t.Namespace == typeof(SiteSettings).Namespace
                && t.Name.EndsWith("Settings", StringComparison.Ordinal)
                && t.IsClass
                && t != typeof(DirectionSettings)
            )
            .SelectMany(t => Under(t.Name[..^"Settings".Length], Activator.CreateInstance(t)!));

    private static IEnumerable<(string Path, string Standard)> Under(
        string section,
        object settings
    ) =>
        settings
            .GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite)
            .SelectMany(p =>
                p.GetValue(settings) switch
                {
                    { } inner
                        when inner.GetType().Name.EndsWith("Settings", StringComparison.Ordinal) =>
                        Under($"{section}:{p.Name}", inner),
                    var value => [($"{section}:{p.Name}", Written(value))],
                }
            );

    private static string Written(object? value) =>
        value switch
        {
            null or "" => "none",
            bool yes => yes ? "true" : "false",
            string text => text,
            IEnumerable list => string.Join(", ", list.Cast<object>()) is { Length: > 0 } all
                ? all
                : "none",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
