using CpdCourse.Domain.Common;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Mentions;

/// <summary>What the page that is named as the source may be, and what becomes of one that cannot be read.</summary>
public sealed class WebmentionSourceTests : IAsyncLifetime
{
    private StrangersSite stranger = null!;
    private CourseSite site = null!;

    public async ValueTask InitializeAsync()
    {
        stranger = await StrangersSite.Open();
        site = new CourseSite(StrangersSite.Allowed);
        await site.APost("Maria", "Soup", "Words.", 12);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await stranger.DisposeAsync();
    }

    [Theory]
    [InlineData(404, Moderation.Withdrawn)]
    [InlineData(503, Moderation.Shown)]
    public async Task P1_2_13_a_known_page_that_cannot_be_read_stays_unless_it_was_not_there_for_a_week(
        int status,
        Moderation expected
    )
    {
        var source = stranger.Page("/notes", new Uri(Webmentions.Permalink), "Week notes");
        await site.Webmention(source);
        await site.RunJobsFor(2);
        await site.PublishTheMention();

        stranger.Status("/notes", status);
        await site.Webmention(source);
        await site.RunJobs();

        foreach (var hours in new[] { 1, 6, 17, 6 * 24 })
        {
            site.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromMinutes(1));
            await site.RunJobs();
            (await site.TheMention()).State.ShouldBe(Moderation.Shown);
            var visits = stranger.Visits.Count;
            site.Clock.Advance(TimeSpan.FromMinutes(1));
            await site.RunJobsFor(3);
            stranger.Visits.Count.ShouldBeGreaterThan(visits);
        }

        (await site.TheMention()).State.ShouldBe(expected);
    }

    [Theory]
    [InlineData("text/plain", "I read http://localhost:5023/@maria/soup.", true)]
    [InlineData("text/plain", "I read http://localhost:5023/@maria/soups.", false)]
    [InlineData(
        "application/json",
        """{"a":[{"url":"http://localhost:5023/@maria/soup"}]}""",
        true
    )]
    [InlineData("application/json", """{"a":"See http://localhost:5023/@maria/soup"}""", false)]
    [InlineData("application/json", """{"http://localhost:5023/@maria/soup":1}""", false)]
    [InlineData("application/pdf", "http://localhost:5023/@maria/soup", false)]
    public async Task P1_2_10_a_source_may_be_text_or_JSON_and_nothing_else(
        string type,
        string body,
        bool links
    )
    {
        await site.Webmention(stranger.Page("/notes", body, type));
        await site.RunJobs();

        (await site.TheMention()).VerifiedAt.HasValue.ShouldBe(links);
    }

    [Fact]
    public async Task P1_2_8_a_source_is_read_through_a_redirect_and_up_to_a_megabyte()
    {
        var notes = stranger.Page("/notes", new Uri(Webmentions.Permalink), "Week notes");
        var moved = stranger.Redirect("/moved", notes);
        await site.Hear(moved);
        (await site.MentionFrom(moved)).VerifiedAt.ShouldNotBeNull();

        var link = $"<a href='{Webmentions.Permalink}'>Soup</a>";
        var large = stranger.Page("/large", link + new string(' ', 1_100_000));
        await site.Hear(large);

        (await site.MentionFrom(large)).VerifiedAt.ShouldBeNull();
    }

    [Fact]
    public async Task P1_2_8_a_source_is_asked_for_as_HTML_text_or_JSON()
    {
        await site.Hear(stranger.Page("/notes", "<p>Words.</p>"));

        stranger.LastAccepted.ShouldBe(
            "text/html, application/xhtml+xml, text/plain, application/json, application/feed+json"
        );
    }

    [Fact]
    public async Task P1_2_14_a_page_that_says_that_it_is_gone_is_no_longer_listed()
    {
        var link = $"<a href='{Webmentions.Permalink}'>Soup</a>";
        var source = stranger.Page("/notes", link);
        await site.Hear(source);
        await site.PublishTheMention();

        stranger.Page("/notes", $"<meta http-equiv=status content='410 Gone'>{link}");
        await site.Hear(source);

        (await site.TheMention()).State.ShouldBe(Moderation.Withdrawn);
    }
}
