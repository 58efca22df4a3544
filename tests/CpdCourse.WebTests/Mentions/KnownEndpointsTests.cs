using CpdCourse.Testing;

namespace CpdCourse.WebTests.Mentions;

/// <summary>A page says for how long its answer stays true, and is not asked again before.</summary>
public sealed class KnownEndpointsTests : IAsyncLifetime
{
    private const string WantsWebmentions = "<link rel=\"webmention\" href=\"/wm\"><p>Words.";
    private StrangersSite stranger = null!;
    private CourseSite site = null!;

    public async ValueTask InitializeAsync()
    {
        stranger = await StrangersSite.Open();
        site = new CourseSite(StrangersSite.Allowed);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await stranger.DisposeAsync();
    }

    [Fact]
    public async Task P1_1_2_a_page_whose_answer_is_fresh_is_not_asked_again()
    {
        Serve("max-age=3600");

        await Tell("Soup", "Bread");
        Asked().ShouldBe(1);
        site.Clock.Advance(TimeSpan.FromHours(1));
        await Tell("Salt");

        Asked().ShouldBe(2);
        stranger.Pings.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("no-store, max-age=3600")]
    [InlineData("max-age=0")]
    [InlineData("soon")]
    public async Task P1_1_2_a_page_that_does_not_say_so_is_asked_each_time(string cacheControl)
    {
        Serve(cacheControl);

        await Tell("Soup", "Bread");

        Asked().ShouldBe(2);
    }

    [Fact]
    public async Task P1_1_2_after_a_refusal_the_page_is_asked_again()
    {
        Serve("max-age=3600");
        stranger.ReplyStatus = 404;

        await Tell("Soup", "Bread");

        Asked().ShouldBe(2);
    }

    private void Serve(string cacheControl) =>
        stranger.Page("/reading", WantsWebmentions, "text/html", [("Cache-Control", cacheControl)]);

    private async Task Tell(params IEnumerable<string> titles)
    {
        foreach (var title in titles)
        {
            await site.APost("Maria", title, $"See [this]({stranger.Url("/reading")}).");
            await site.RunJobsFor(6);
        }
    }

    private int Asked() => stranger.Visits.Count(v => v == "GET /reading");
}
