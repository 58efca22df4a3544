using System.Diagnostics;
using System.Text;
using CpdCourse.Linking.Webmention;
using CpdCourse.Testing;

namespace CpdCourse.UnitTests.Linking;

/// <summary>Where a page wants its webmentions (Webmention 3.1.2).</summary>
public sealed class WebmentionDiscoveryTests
{
    private static readonly Uri Site = new("https://blog.example/");

    private static readonly Dictionary<string, DiscoveryCase> Known = DiscoveryCases
        .Webmention(Site)
        .ToDictionary(c => c.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Known.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void P1_1_3_an_endpoint_is_found_as_its_case_says(string name)
    {
        var page = Known[name];
        var headers = page
            .Headers.Where(h => h.Name.Equals("Link", StringComparison.OrdinalIgnoreCase))
            .Select(h => h.Value);
        var html = page.Type.StartsWith("text/html", StringComparison.Ordinal) ? page.Body : "";

        var found = WebmentionDiscovery.Find(headers, html, new Uri(Site, page.Path));

        (found?.AbsoluteUri).ShouldBe(page.Finds?.AbsoluteUri);
    }

    [Fact]
    public void P1_1_3_there_are_at_least_as_many_cases_as_the_public_suite_has() =>
        Known.Count.ShouldBeGreaterThan(23);

    [Theory]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("</wm")]
    [InlineData("</wm>; rel=\"webmention")]
    [InlineData("</wm>; rel=\"webmention\\")]
    [InlineData("</wm>;;;=;rel")]
    [InlineData("</wm> rel=webmention")]
    [InlineData(",,,;<>;rel=")]
    public void P1_1_4_a_header_that_breaks_off_does_no_harm(string header) =>
        Should.NotThrow(() => WebmentionDiscovery.Find([header], "", Site));

    [Fact]
    public void P1_1_4_a_hostile_header_is_read_in_no_time()
    {
        var began = Stopwatch.GetTimestamp();
        foreach (
            var piece in new[] { "<", "<,", "<>", "<>;", "<>;a=\"", "\"", ",", "<>;rel=\"\\\"" }
        )
        {
            var header = new StringBuilder().Insert(0, piece, 64 * 1024 / piece.Length).ToString();
            WebmentionDiscovery.Find([header], "", Site).ShouldBeNull();
        }

        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void P1_1_5_a_webmention_carries_source_and_target_as_they_are_and_nothing_else()
    {
        var form = WebmentionForm.Encode(
            new Uri("https://course.example/@maria/soup"),
            "https://blog.example/a?b=1&c=%C3%A4#d"
        );

        Encoding
            .ASCII.GetString(form)
            .ShouldBe(
                "source=https%3A%2F%2Fcourse.example%2F%40maria%2Fsoup"
                    + "&target=https%3A%2F%2Fblog.example%2Fa%3Fb%3D1%26c%3D%25C3%25A4%23d"
            );
    }
}
