namespace CpdCourse.BrowserTests;

/// <summary>Reading is cheap: the page, its style and one script.</summary>
public sealed class RequestTests(Stage stage, Windows windows) : IClassFixture<Windows>
{
    private const int Most = 3;

    [Theory]
    [InlineData("/")]
    [InlineData("/things")]
    [InlineData("/things/12")]
    [InlineData("/things/12/responses")]
    [InlineData("/things/12/questions/1")]
    [InlineData("/responses")]
    [InlineData("/@amara/two-councils-and-no-travel-budget")]
    [InlineData("/people")]
    [InlineData("/@marisol")]
    [InlineData("/categories/online-identity")]
    [InlineData("/search?q=soup")]
    public async Task A_page_to_read_asks_for_three_things_at_most(string path)
    {
        var site = await stage.Demo();
        foreach (var who in new[] { Who.Visitor, Who.Participant })
        {
            // What the browser has in store already it asks for all the same, of itself.
            var visit = await windows.At(stage, site, path, who);

            visit.ShouldAskAtMost(Most);
        }
    }
}
