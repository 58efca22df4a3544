namespace CpdCourse.WebTests.Site;

/// <summary>With a few connections, so that all of them can be opened well before the first has waited for too long.</summary>
public sealed class ConnectionLimitTests(ConnectionLimitTests.FewConnections site)
    : IClassFixture<ConnectionLimitTests.FewConnections>
{
    private const string Begun = "GET /help HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    private const int Most = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task R14_of_all_connections_the_one_that_waits_longest_gives_up_its_place()
    {
        (await site.Say(Begun + "\r\n")).ShouldStartWith("HTTP/1.1 200");
        var waiting = new List<Wire>();
        for (var n = 0; n < Most; n++)
        {
            waiting.Add(await site.Connect());
            await waiting[n].Send(Begun);
            if (n == 0)
            {
                // On a busy machine the second may be seen before the first.
                await Task.Delay(500, TestContext.Current.CancellationToken);
            }
        }

        (await site.Say(Begun + "\r\n")).ShouldStartWith("HTTP/1.1 200");

        (await waiting[0].Rest(Patience)).ShouldBe("");
        foreach (var wire in waiting.Skip(1))
        {
            await wire.Send("\r\n");
            (await wire.Rest(Patience)).ShouldStartWith("HTTP/1.1 200");
            wire.Dispose();
        }
    }

    public sealed class FewConnections() : LiveSite(("Limits:Connections", "20"));
}
