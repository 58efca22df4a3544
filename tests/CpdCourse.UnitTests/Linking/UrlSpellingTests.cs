using System.Net;
using CpdCourse.Linking;
using CpdCourse.Linking.Fetching;

namespace CpdCourse.UnitTests.Linking;

public sealed class UrlSpellingTests
{
    // Resolved for real where a spelling is not an address to Uri: these names never leave the machine.
    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://017700000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://0x7f.0.0.1/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://127.0.1/")]
    [InlineData("http://0/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://127.0.0.1./")]
    [InlineData("http://１２７.０.０.１/")]
    [InlineData("http://127。0。0。1/")]
    [InlineData("http://①②⑦.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::]/")]
    [InlineData("http://[0:0:0:0:0:0:0:1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://[::127.0.0.1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://[64:ff9b:1::7f00:1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://[2001:0:7f00:1::]/")]
    [InlineData("http://[fe80::1%25lo]/")]
    [InlineData("http://[fe80::1%lo]/")]
    [InlineData("http://[::1%251]/")]
    [InlineData("http://[::1%1]/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://2852039166/")]
    [InlineData("http://0xa9fea9fe/")]
    [InlineData("http://localhost/")]
    [InlineData("http://LOCALHOST./")]
    [InlineData("http://ⓛocalhost/")]
    [InlineData("http://10.0.0.1:8080/")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("http://user@93.184.216.34/")]
    [InlineData("http://@93.184.216.34/")]
    [InlineData("http://93.184.216.34@127.0.0.1/")]
    [InlineData("http:\\\\93.184.216.34/")]
    [InlineData("http://93.184.216.34\\.example/")]
    [InlineData("http://93.184.216.34/a\\b")]
    [InlineData("http://93.184.216.34/a\u0001")]
    [InlineData("http://93.184.216.34/a\r\nX: y")]
    [InlineData("ftp://93.184.216.34/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ws://93.184.216.34/")]
    [InlineData("unix:/var/run/docker.sock")]
    [InlineData("http://93.184.216.34:0/")]
    public async Task F1_no_spelling_leads_inside(string spelling)
    {
        if (!Uri.TryCreate(spelling, UriKind.Absolute, out var url))
        {
            return;
        }

        using var fetcher = new SafeFetcher(new OutboundOptions(), new LocalNames());
        var refusal = (
            await fetcher.Get(url, FetchWish.Page, default)
        ).ShouldBeOfType<FetchRefusal>();

        refusal.Problem.ShouldBe(FetchProblem.NotAllowed);
    }

    [Fact]
    public async Task F1_a_url_that_breaks_the_parser_of_the_platform_is_refused_too()
    {
        using var fetcher = new SafeFetcher(new OutboundOptions(), new LocalNames());
        foreach (
            var text in new[]
            {
                "http://\u202Eblog.example/",
                "http://blog.example/\u200F",
                "//\u202E",
                "blog",
                "http://a.\u200D/",
            }
        )
        {
            if (Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var url))
            {
                (await fetcher.Get(url, FetchWish.Page, default))
                    .ShouldBeOfType<FetchRefusal>()
                    .Problem.ShouldBe(FetchProblem.NotAllowed);
            }
        }
    }

    [Fact]
    public void F1_random_addresses_never_throw()
    {
        var random = new Random(23);
        string[] pieces =
        [
            "http",
            "://",
            "//",
            ":",
            "/",
            "?",
            "#",
            "@",
            "[",
            "]",
            "%",
            "%25",
            "%zz",
            "xn--",
            "é",
            "ß",
            "\u0130",
            "\uD83D",
            "😀",
            ".",
            "..",
            "\\",
            "\t",
            " ",
            "127.0.0.1",
            "::1",
            "host.example",
            "*",
            "\u200D",
            "\u202E",
            "\u3002",
            "１２",
            "\0",
        ];
        for (var i = 0; i < 8_000; i++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(9)).Select(_ => pieces[random.Next(pieces.Length)])
            );
            if (
                (
                    WebAddress.Resolve(new Uri("https://blog.example/a"), text)
                    ?? WebAddress.Read("http://" + text)
                ) is
                { } url
            )
            {
                WebAddress.AreSamePage(url, new Uri(url.AbsoluteUri)).ShouldBeTrue(text);
            }
        }
    }

    [Theory]
    [InlineData("http://bücher.example/", "xn--bcher-kva.example")]
    [InlineData("HTTPS://Blog.Example./", "blog.example")]
    [InlineData("http://a_b.example/", "a_b.example")]
    [InlineData("http://[2606:2800::1]/", "2606:2800::1")]
    public void A_host_is_told_in_ascii(string url, string host) =>
        FetchTargets.Host(new Uri(url)).ShouldBe(host);

    [Theory]
    [InlineData(" https://blog.example/post?a=b#c ", "https://blog.example/post?a=b#c")]
    [InlineData("http://blog.example/é", "http://blog.example/%C3%A9")]
    public void An_address_is_read(string text, string url) =>
        WebAddress.Read(text)!.AbsoluteUri.ShouldBe(url);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("blog.example/post")]
    [InlineData("/post")]
    [InlineData("//blog.example/post")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("mailto:a@blog.example")]
    [InlineData("http://")]
    [InlineData("http:blog.example")]
    [InlineData("http://a:b@blog.example/")]
    [InlineData("http://blog.example/a b")]
    [InlineData("http://blog.example/\0")]
    [InlineData("http://blog.example\\@evil.example/")]
    public void Anything_else_is_not_an_address(string? text) =>
        WebAddress.Read(text).ShouldBeNull();

    [Fact]
    public void C3_an_address_of_two_thousand_characters_is_the_longest()
    {
        var start = "http://blog.example/";
        WebAddress.Read(start + new string('a', 1999 - start.Length)).ShouldNotBeNull();
        WebAddress.Read(start + new string('a', 2000 - start.Length)).ShouldNotBeNull();
        WebAddress.Read(start + new string('a', 2001 - start.Length)).ShouldBeNull();
    }

    [Theory]
    [InlineData("/x", "https://blog.example/x")]
    [InlineData("//other.example/y", "https://other.example/y")]
    [InlineData("?q", "https://blog.example/a/b?q")]
    [InlineData("", "https://blog.example/a/b")]
    [InlineData(" c d ", "https://blog.example/a/c%20d")]
    [InlineData("ht\ntp://split.example/", "http://split.example/")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("mailto:a@b.example", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("\\\\share\\x", null)]
    [InlineData("//\u202E", null)]
    [InlineData("//\u200E/x", null)]
    [InlineData("//xn--😀/", null)]
    [InlineData("//a.\u200D/", null)]
    [InlineData("//[bad/", null)]
    public void References_are_resolved_as_browsers_do(string reference, string? url) =>
        WebAddress
            .Resolve(new Uri("https://blog.example/a/b"), reference)
            ?.AbsoluteUri.ShouldBe(url);

    [Theory]
    [InlineData("http://blog.example/a", "http://BLOG.example/a/#c", true)]
    [InlineData("http://blog.example", "http://blog.example/", true)]
    [InlineData("http://blog.example/a?x=1", "http://blog.example/a/?x=1", true)]
    [InlineData("http://blog.example/a", "http://blog.example/A", false)]
    [InlineData("http://blog.example/a?x=1", "http://blog.example/a?x=2", false)]
    [InlineData("http://blog.example/a", "http://blog.example:81/a", false)]
    [InlineData("http://blog.example/a", "http://other.example/a", false)]
    public void Pages_are_compared_without_fragment_and_last_slash(
        string one,
        string other,
        bool same
    ) => WebAddress.AreSamePage(new Uri(one), new Uri(other)).ShouldBe(same);

    private sealed class LocalNames : IResolveHosts
    {
        public Task<IPAddress[]> Resolve(string host, CancellationToken stop) =>
            Task.FromResult<IPAddress[]>(
                host == "localhost"
                    ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
                    : [IPAddress.Parse("10.9.9.9")]
            );
    }
}
