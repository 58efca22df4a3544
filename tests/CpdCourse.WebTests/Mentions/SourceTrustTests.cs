using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Mentions;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Mentions;

public sealed class SourceTrustTests
{
    private const string Ping = "/@maria/soup/trackback";

    [Fact]
    public async Task A_trusted_host_is_shown_at_once_in_the_words_of_its_page()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var post = await site.APost("Maria", "Soup", "Words.");
        await Trust(site, "127.0.0.1");
        var source = stranger.Page("/notes", Trackbacks.Permalink("maria", post), "Week notes");
        using var blog = site.Visitor();

        await blog.Ping(Ping, source, "Cheap pills", "Somebody else put these words in my mouth.");
        await site.RunJobs();

        var section = await site.MentionsOf("maria", post);
        section.QuerySelector(".tb .src")!.TextContent.ShouldBe("Week notes");
        section.QuerySelector(".tb")!.TextContent.ShouldNotContain("Somebody else");
    }

    [Theory]
    [InlineData("trusted.example", true)]
    [InlineData("TRUSTED.example", true)]
    [InlineData("elsewhere.example", false)]
    public async Task A_trusted_host_does_not_vouch_for_where_it_sends_its_visitors(
        string answered,
        bool isTrusted
    )
    {
        await using var site = new CourseSite();
        await Trust(site, "trusted.example");

        (
            await site.Within(services =>
                services
                    .GetRequiredService<SourceTrust>()
                    .In("trusted.example", answered, CancellationToken.None)
            )
        ).ShouldBe(isTrusted);
    }

    [Theory]
    [InlineData("None", Moderation.Shown)]
    [InlineData("All", Moderation.Held)]
    public async Task The_course_may_let_everybody_or_nobody_through(
        string setting,
        Moderation expected
    )
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(
            StrangersSite.Allowed,
            ("Linking:Moderation", setting)
        );
        var post = await site.APost("Maria", "Soup", "Words.");
        await Trust(site, "127.0.0.1");
        var source = stranger.Page("/notes", Trackbacks.Permalink("maria", post));
        using var blog = site.Visitor();

        await blog.Ping(Ping, source, "Notes");
        await site.RunJobs();

        var mention = await site.TheMention();
        mention.State.ShouldBe(expected);
        mention.Title.ShouldBe("Notes");
    }

    private static Task<int> Trust(CourseSite site, string host) =>
        site.Read(async db =>
        {
            db.TrustedSources.Add(new TrustedSource(SourceKind.Host, host, TestClock.Start));
            return await db.SaveChangesAsync();
        });
}
