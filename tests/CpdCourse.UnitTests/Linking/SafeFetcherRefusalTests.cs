using System.Net;
using CpdCourse.Linking.Fetching;

namespace CpdCourse.UnitTests.Linking;

public sealed class SafeFetcherRefusalTests
{
    private readonly FakeHosts hosts = new();

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("::1")]
    public async Task F1_a_redirect_to_an_address_not_on_the_list_is_refused_without_a_knock(
        string canary
    )
    {
        await using var inside = new StubServer(
            _ => StubServer.Ok("secret"),
            IPAddress.Parse(canary)
        );
        var host = canary.Contains(':', StringComparison.Ordinal) ? $"[{canary}]" : canary;
        await using var server = new StubServer(_ =>
            StubServer.Redirect(inside.Url("/", host).AbsoluteUri)
        );

        Refused(await Get(server.Url()), FetchProblem.NotAllowed);
        Refused(await Get(inside.Url("/", host)), FetchProblem.NotAllowed);
        inside.Hits.ShouldBe(0);
        server.Hits.ShouldBe(1);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1/")]
    [InlineData("//user@127.0.0.1/")]
    [InlineData("http://127.0.0.1\\@127.0.0.2/")]
    [InlineData("http://own.example/")]
    public async Task F1_a_redirect_to_a_forbidden_address_is_refused(string location)
    {
        await using var server = new StubServer(_ => StubServer.Redirect(location));

        Refused(await Get(server.Url()), FetchProblem.NotAllowed);
        server.Hits.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_costs_the_host_it_leads_to_one_of_its_fetches()
    {
        await using var server = new StubServer(head =>
            head.StartsWith("GET /old ", StringComparison.Ordinal)
                ? StubServer.Redirect("/new")
                : StubServer.Ok("here")
        );
        var rates = new FetchRates(TimeProvider.System);
        for (var others = 1; others < FetchRates.Overall; others++)
        {
            rates.TryTake($"{others}.example", out _);
        }

        using var fetcher = new SafeFetcher(
            new OutboundOptions { AllowPrivateNetworks = ["127.0.0.1/32"] },
            new FakeHosts(),
            rates
        );

        Refused(await fetcher.Get(server.Url("/old"), FetchWish.Page, default), FetchProblem.Busy);
        server.Hits.ShouldBe(1);
    }

    [Fact]
    public async Task F1_P1_1_2_a_redirect_loop_ends_after_five_redirects()
    {
        await using var server = new StubServer(_ => StubServer.Redirect("/again"));

        Refused(await Get(server.Url()), FetchProblem.TooManyRedirects);
        server.Hits.ShouldBe(6);
    }

    [Fact]
    public async Task F1_a_name_is_asked_once_and_the_connection_goes_to_that_answer()
    {
        await using var inside = new StubServer(
            _ => StubServer.Ok("secret"),
            IPAddress.Parse("127.0.0.2")
        );
        await using var server = new StubServer(_ => StubServer.Redirect("/next"));
        hosts.With("rebinding.example", "127.0.0.1").With("rebinding.example", "127.0.0.2");

        Refused(await Get(server.Url("/", "rebinding.example")), FetchProblem.NotAllowed);
        hosts.Asked.ShouldBe(["rebinding.example", "rebinding.example"]);
        server.Hits.ShouldBe(1);
        inside.Hits.ShouldBe(0);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.2")]
    [InlineData("127.0.0.1", "::1")]
    [InlineData("10.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.1", "169.254.169.254")]
    [InlineData("127.0.0.1", "::ffff:10.0.0.1")]
    public async Task F1_one_refused_address_among_several_refuses_all(string one, string other)
    {
        await using var server = new StubServer(_ => StubServer.Ok("x"));
        hosts.With("mixed.example", one, other);

        Refused(await Get(server.Url("/", "mixed.example")), FetchProblem.NotAllowed);
        server.Hits.ShouldBe(0);
    }

    [Fact]
    public async Task A_single_label_is_asked_only_when_it_means_an_allow_listed_address()
    {
        await using var server = new StubServer(_ => StubServer.Ok("x"));
        hosts.With("localhost", "127.0.0.1").With("intranet", "93.184.216.34");

        (await Get(server.Url("/", "localhost"))).ShouldBeOfType<Fetched>();
        (await Get(server.Url("/", "localhost."))).ShouldBeOfType<Fetched>();
        Refused(await Get(new Uri("http://intranet/")), FetchProblem.NotAllowed);
    }

    [Theory]
    [InlineData("http://93.184.216.34:22/")]
    [InlineData("http://public.example:6379/")]
    [InlineData("http://public.example:25/")]
    public async Task F1_odd_ports_of_public_hosts_are_refused(string url)
    {
        hosts.With("public.example", "93.184.216.34");

        Refused(await Get(new Uri(url)), FetchProblem.NotAllowed);
    }

    [Fact]
    public async Task A_dead_host_and_a_forbidden_one_read_alike()
    {
        hosts.With("inside.example", "10.0.0.1").With("empty.example");
        var dead = await Get(new Uri("http://nobody.example/"));
        var forbidden = await Get(new Uri("http://inside.example/"));

        Refused(dead, FetchProblem.Unreachable);
        Refused(await Get(new Uri("http://empty.example/")), FetchProblem.Unreachable);
        ((FetchRefusal)dead).Sentence.ShouldBe(((FetchRefusal)forbidden).Sentence);
    }

    [Theory]
    [InlineData("own.example")]
    [InlineData("OWN.example.")]
    [InlineData("own.example:8443")]
    public async Task F1_our_own_host_is_never_fetched(string host)
    {
        hosts.With("own.example", "93.184.216.34");

        Refused(await Get(new Uri($"http://{host}/things/1")), FetchProblem.NotAllowed);
        hosts.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Our_own_host_with_a_port_leaves_the_other_ports()
    {
        await using var server = new StubServer(_ => StubServer.Ok("x"));
        using var fetcher = Fetcher(Options() with { OwnHost = "127.0.0.1:" + (server.Port + 1) });
        using var own = Fetcher(Options() with { OwnHost = "127.0.0.1:" + server.Port });

        (await fetcher.Get(server.Url(), FetchWish.Page, default)).ShouldBeOfType<Fetched>();
        Refused(await own.Get(server.Url(), FetchWish.Page, default), FetchProblem.NotAllowed);
    }

    private async Task<FetchResult> Get(Uri url)
    {
        using var fetcher = Fetcher();
        return await fetcher.Get(url, FetchWish.Page, CancellationToken.None);
    }

    private SafeFetcher Fetcher(OutboundOptions? options = null) =>
        new(options ?? Options(), hosts);

    private static OutboundOptions Options() =>
        new() { AllowPrivateNetworks = ["127.0.0.1/32"], OwnHost = "own.example" };

    private static void Refused(FetchResult result, FetchProblem problem) =>
        result.ShouldBeOfType<FetchRefusal>().Problem.ShouldBe(problem);
}
