using System.Net;
using CpdCourse.Testing;
using CpdCourse.WebTests.Accounts;

namespace CpdCourse.WebTests.Site;

/// <summary>A web server in front, and people who pretend to be one (trust R14, R15).</summary>
public sealed class ProxyTests
{
    // One form of signing in for each network.
    private static readonly (string, string) One = ("Limits:SignInsPerFiveMinutes", "1");

    [Fact]
    public async Task R15_behind_a_known_proxy_every_network_is_counted_by_itself()
    {
        await using var site = new SiteAt("10.0.0.5", One, ("Site:KnownProxies:0", "10.0.0.0/24"));

        (await Try(site, "203.0.113.1")).ShouldBe(HttpStatusCode.BadRequest);
        (await Try(site, "203.0.113.1")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await Try(site, "203.0.113.2")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task R14_behind_a_known_proxy_each_visitor_reads_for_themselves()
    {
        await using var site = new SiteAt(
            "10.0.0.5",
            ("Site:KnownProxies:0", "10.0.0.0/24"),
            ("Limits:ReadsPerMinute", "1")
        );

        (await Read(site, "203.0.113.1")).ShouldBe(HttpStatusCode.OK);
        (await Read(site, "203.0.113.1")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await Read(site, "203.0.113.2")).ShouldBe(HttpStatusCode.OK);
        (await Read(site, "2001:db8:0:1::1")).ShouldBe(HttpStatusCode.OK);
        (await Read(site, "2001:db8:0:1::2")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await Read(site, "2001:db8:0:2::1")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task R15_what_stands_before_the_address_that_the_proxy_saw_is_not_believed()
    {
        await using var site = new SiteAt("10.0.0.5", One, ("Site:KnownProxies:0", "10.0.0.5"));

        (await Try(site, "198.51.100.1, 203.0.113.1")).ShouldBe(HttpStatusCode.BadRequest);
        (await Try(site, "198.51.100.2, 203.0.113.1")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("192.0.2.7", true)]
    [InlineData("10.0.0.5", false)]
    public async Task R15_an_unknown_proxy_is_not_believed(string from, bool isOneConfigured)
    {
        (string, string)[] proxies = isOneConfigured ? [("Site:KnownProxies:0", "10.0.0.5")] : [];
        await using var site = new SiteAt(from, [One, .. proxies]);

        (await Try(site, "203.0.113.1")).ShouldBe(HttpStatusCode.BadRequest);
        (await Try(site, "203.0.113.2")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("course.example", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5023", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("course.example.evil.example", HttpStatusCode.BadRequest)]
    public async Task R15_a_foreign_host_is_turned_away(string host, HttpStatusCode status)
    {
        await using var site = new CourseSite(("Site:BaseUrl", "https://course.example"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/help");
        request.Headers.Host = host;

        (await site.Visitor().SendAsync(request)).StatusCode.ShouldBe(status);
    }

    private static async Task<HttpStatusCode> Read(SiteAt site, string forwardedFor)
    {
        using var browser = site.Visitor();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        return (await browser.Get("/help")).StatusCode;
    }

    private static async Task<HttpStatusCode> Try(SiteAt site, string forwardedFor)
    {
        using var browser = site.Visitor();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        return (await browser.SignIn("a@example.org", "not-her-password")).StatusCode;
    }
}
