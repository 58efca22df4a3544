using CpdCourse.Linking.Fetching;

namespace CpdCourse.UnitTests.Linking;

/// <summary>The fetcher takes the turn of the host itself.</summary>
public sealed class SafeFetcherTurnTests : IAsyncDisposable
{
    private readonly FetchRates rates = new(new StandingClock());
    private readonly StubServer server = new(_ => StubServer.Ok("here"));
    private readonly SafeFetcher fetcher;

    public SafeFetcherTurnTests() =>
        fetcher = new SafeFetcher(
            new OutboundOptions { AllowPrivateNetworks = ["127.0.0.1/32"] },
            new FakeHosts(),
            rates
        );

    public async ValueTask DisposeAsync()
    {
        fetcher.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task F5_a_host_whose_turn_it_is_not_is_not_asked()
    {
        (await Get()).ShouldBeOfType<Fetched>();

        (await Get()).ShouldBe(new RateLimited(TimeSpan.FromSeconds(1)));
        (
            await fetcher.Post(
                server.Url(),
                new FetchMessage("text/plain", "x"u8.ToArray()),
                default
            )
        ).ShouldBe(new RateLimited(TimeSpan.FromSeconds(2)), "each comes back at its own time");
        server.Hits.ShouldBe(1);
    }

    [Fact]
    public async Task F5_a_follow_up_waits_for_its_second_and_is_not_made_when_that_is_far_off()
    {
        var began = TimeProvider.System.GetTimestamp();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            (await Get(isFollowUp: true)).ShouldBeOfType<Fetched>();
        }

        TimeProvider.System.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromSeconds(2.9));
        (await Get(isFollowUp: true)).ShouldBe(new RateLimited(FetchRates.Apart));
        server.Hits.ShouldBe(3);
    }

    private Task<FetchResult> Get(bool isFollowUp = false) =>
        fetcher.Get(server.Url(), FetchWish.Page, default, isFollowUp);

    /// <summary>However long a machine takes, it is the same moment for the rates.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
