namespace CpdCourse.UnitTests.House;

/// <summary>What cannot be asked of a stranger's server now must not be forgotten.</summary>
public sealed class PutOffTests
{
    private static readonly Dictionary<string, string> ByThemselves = new(StringComparer.Ordinal)
    {
        ["src/CpdCourse.Web/Features/Blogs/FindFeed.cs"] = "a search goes on where it was",
        ["src/CpdCourse.Web/Features/Mentions/SendPing.cs"] =
            "where a site wants to be told is kept, and the link is noted as not tried",
    };

    [Fact]
    public void Who_asks_strangers_servers_is_put_off_while_it_is_not_their_turn() =>
        Sources
            .In("src/CpdCourse.Web/Features", ".cs")
            .Where(source => source.Text.Contains("SafeFetcher fetcher", StringComparison.Ordinal))
            .Where(source => !source.Text.Contains(".OrPostpone(", StringComparison.Ordinal))
            .Select(source => source.Path)
            .ShouldBe(ByThemselves.Keys, "Say fetcher.Get(…).OrPostpone(…), or name an exception.");
}
