using System.Text;
using CpdCourse.Domain.Common;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

public sealed class VerifyMentionTests
{
    private const string Ping = "/@maria/soup/trackback";

    public static TheoryData<string, string, string?> Encodings { get; } =
        new()
        {
            { "utf-8", "application/x-www-form-urlencoded; charset=utf-8", null },
            { "utf-8", "application/x-www-form-urlencoded", null },
            { "iso-8859-1", "application/x-www-form-urlencoded; charset=iso-8859-1", null },
            { "iso-8859-1", "application/x-www-form-urlencoded", "ISO-8859-1" },
            { "iso-8859-1", "application/x-www-form-urlencoded", null },
        };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task F4_P4_2_4_a_page_that_links_is_held_and_shown_once_published(
        string encoding,
        string contentType,
        string? field
    )
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var post = await site.APost("Maria", "Soup", "Words.");
        var source = stranger.Page("/notes", Trackbacks.Permalink("maria", post));
        using var blog = site.Visitor();

        var fields = new List<(string, string)>
        {
            ("url", source.ToString()),
            ("title", "Frühstück & <b>Käse</b>"),
            ("excerpt", "Ich las über Größe."),
            ("blog_name", "Bücherbüro"),
        };
        if (field is not null)
        {
            fields.Add(("charset", field));
        }

        var answer = await blog.PingIn(
            Encoding.GetEncoding(encoding),
            Ping,
            contentType,
            [.. fields]
        );
        await answer.ShouldBeTaken();
        await site.RunJobs();

        var mention = await site.TheMention();
        mention.State.ShouldBe(Moderation.Held);
        mention.VerifiedAt.ShouldNotBeNull();
        (await site.MentionsOf("maria", post)).QuerySelector(".tb").ShouldBeNull();

        (await site.PublishTheMention()).IsDone.ShouldBeTrue();
        var section = await site.MentionsOf("maria", post);
        section.QuerySelector("h2")!.TextContent.ShouldBe("1 trackback");
        var link = section.QuerySelector(".tb .src")!;
        link.TextContent.ShouldBe("Frühstück & Käse");
        link.GetAttribute("href").ShouldBe(source.ToString());
        link.GetAttribute("rel").ShouldBe("ugc nofollow noopener");
        section.QuerySelector(".tb q")!.TextContent.ShouldBe("Ich las über Größe.");
        section.QuerySelector(".tb .meta")!.TextContent.ShouldContain("Bücherbüro, 127.0.0.1");
        stranger.LastVisitor!.ShouldStartWith("CpdCourse/");
        stranger.LastVisitor!.ShouldContain("(+http://localhost:5023/about#h-linking; Webmention)");
    }

    [Fact]
    public async Task P4_2_12_a_bare_ping_is_filled_up_from_the_page()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var post = await site.APost("Maria", "Soup", "Words.");
        var source = stranger.Page("/notes", Trackbacks.Permalink("maria", post), "Week notes");
        using var blog = site.Visitor();

        await blog.Ping(Ping, source);
        await site.RunJobs();

        var mention = await site.TheMention();
        mention.Title.ShouldBe("Week notes");
        mention.Excerpt.ShouldContain("this post with pleasure");
        mention.Site.ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task P4_2_12_without_a_title_anywhere_the_address_stands_there()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var post = await site.APost("Maria", "Soup", "Words.");
        var source = stranger.Page(
            "/notes",
            $"<a href='{Trackbacks.Permalink("maria", post)}'>Soup</a>"
        );
        using var blog = site.Visitor();

        await blog.Ping(Ping, source);
        await site.RunJobs();

        (await site.TheMention()).Title.ShouldBe(source.AbsoluteUri);
    }

    [Theory]
    [InlineData("/@maria/soup")]
    [InlineData("/@Maria/Soup/?utm_source=feed#comments")]
    [InlineData("/%40maria/soup")]
    public async Task F3_P4_2_11_any_spelling_of_the_address_counts_as_a_link(string spelling)
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        await site.APost("Maria", "Soup", "Words.");
        var source = stranger.Page("/notes", new Uri(Trackbacks.Home, spelling));
        using var blog = site.Visitor();

        await blog.Ping(Ping, source);
        await site.RunJobs();

        (await site.TheMention()).VerifiedAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("<p>No link at all.</p>")]
    [InlineData("<a href=\"http://localhost:5023/@maria/another\">other</a>")]
    [InlineData("<a href=\"http://localhost:5024/@maria/soup\">other port</a>")]
    [InlineData("<!-- <a href=\"http://localhost:5023/@maria/soup\">hidden</a> -->")]
    [InlineData("http://localhost:5023/@maria/soup")]
    public async Task F4_P4_2_10_a_page_that_does_not_link_is_never_shown(string html)
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(
            StrangersSite.Allowed,
            ("Linking:Moderation", "None")
        );
        var post = await site.APost("Maria", "Soup", "Words.");
        var source = stranger.Page("/notes", html);
        using var blog = site.Visitor();

        await blog.Ping(Ping, source, "Great post!");
        await site.RunJobs();

        var mention = await site.TheMention();
        mention.State.ShouldBe(Moderation.Held);
        mention.Problem.ShouldBe("The page does not link here.");
        (await site.PublishTheMention()).Refusal.ShouldBe(Refusals.NotVerified);
        (await site.MentionsOf("maria", post)).QuerySelector(".tb").ShouldBeNull();
    }

    [Fact]
    public async Task A_post_hidden_meanwhile_makes_us_fetch_nothing()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var post = await site.APost("Maria", "Soup", "Words.");
        var source = stranger.Page("/notes", Trackbacks.Permalink("maria", post));
        using var blog = site.Visitor();
        await blog.Ping(Ping, source);
        await site.Withdraw(post);

        await site.RunJobs();

        stranger.Visits.ShouldBeEmpty();
    }

    [Fact]
    public async Task F3_a_private_address_is_never_asked_and_reads_like_a_dead_one()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "Words.");
        var source = stranger.Page("/notes", Trackbacks.Permalink("maria", post));
        using var blog = site.Visitor();

        await blog.Ping(Ping, source);
        await blog.Ping(Ping, new Uri("http://nowhere.invalid/"));
        await site.RunJobs();

        stranger.Visits.ShouldBeEmpty();
        var problems = await site.Read(db => db.Mentions.Select(m => m.Problem).ToListAsync());
        problems.ShouldBe(["The page could not be reached.", "The page could not be reached."]);
    }

    [Fact]
    public async Task One_source_host_is_asked_once_a_second_and_ten_times_a_minute_and_the_rest_waits()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(
            StrangersSite.Allowed,
            ("Limits:PingsPerTenMinutes", "100"),
            ("Limits:UnverifiedPerHostPerHour", "100")
        );
        await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();
        for (var i = 0; i < 15; i++)
        {
            await blog.Ping(Ping, stranger.Page($"/{i}", "<p>Nothing.</p>"));
            if (i == 9)
            {
                site.Clock.Advance(TimeSpan.FromMinutes(1));
            }
        }

        await site.RunJobs();
        stranger.Visits.Count.ShouldBe(1);
        await site.RunJobsFor(15);
        stranger.Visits.Count.ShouldBeInRange(10, 12);

        await site.RunJobsFor(45);
        stranger.Visits.Count.ShouldBeGreaterThanOrEqualTo(15);
    }
}
