using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.House;

/// <summary>A wrong address compiles; here it does not pass. Advertised is working.</summary>
public sealed class LinkCrawlTests
{
    private const string Home = "http://localhost";

    [Fact]
    public async Task Every_link_and_form_that_a_visitor_meets_leads_somewhere()
    {
        await using var site = await Lived();
        using var visitor = site.Visitor();

        await Crawl(site, visitor);
    }

    [Fact]
    public async Task Every_link_and_form_that_a_participant_meets_leads_somewhere()
    {
        await using var site = await Lived();
        using var maria = await site.SignedInAs("Maria");

        await Crawl(site, maria, "/write", "/drafts", "/me");
    }

    [Fact]
    public async Task Every_link_and_form_that_an_organiser_meets_leads_somewhere()
    {
        await using var site = await Lived();
        using var olga = await site.SignedInAs("Olga", Role.Organiser);

        await Crawl(site, olga, "/studio", "/write");
    }

    private static async Task Crawl(CourseSite site, HttpClient browser, params string[] expected)
    {
        var crawl = new Crawl(browser, await Endpoints.Of(site));

        var faults = await crawl.From("/");

        faults.ShouldBeEmpty();
        crawl.Visited.ShouldContain("/feed", "The feeds are advertised on every page.");
        foreach (var address in expected)
        {
            crawl.Visited.ShouldContain(address);
        }

        crawl.Pages.ShouldBeGreaterThan(30, "A crawl that finds so little looks at nothing.");
    }

    // Posts with and without Things, a draft, comments shown and held, mentions verified and not, a report.
    private static async Task<CourseSite> Lived()
    {
        var site = new CourseSite(("Site:BaseUrl", Home));
        var soup = await site.APost(
            "Maria",
            "Soup",
            "A week. [The questions](/things/12#q1)\n\n## What I tried {#q1}\n\nTwo networks.\n\nThanks, @tom, for Thing 3.",
            12
        );
        await site.APost("Tom", "A corridor", $"About [soup]({Home}/@maria/soup).", 3, 12);
        await site.APost("Tom", "日本語 & more", "No Thing at all.");
        await site.ADraft(
            "Maria",
            new Draft
            {
                Title = "Not yet",
                Text = "Half.",
                Things = [2],
            }
        );
        await site.Within(async services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            await Talk(db, soup.Id, site.Clock.Now);
            return await db.SaveChangesAsync();
        });
        await site.RunJobs();
        return site;
    }

    private static async Task Talk(CourseDb db, Id<Post> id, DateTimeOffset now)
    {
        var post = await db.Posts.SingleAsync(p => p.Id == id);
        foreach (var (name, isKnown) in new[] { ("Ann", true), ("Ben", false) })
        {
            var words = new CommentWords(
                "How *good*.",
                new Rendered("<p>How <em>good</em>.</p>", "How good.", 2, 1)
            );
            var (comment, _) = Comment.Write(
                post.PlaceComment(),
                new CommentWriter(null, name),
                words,
                isKnown,
                now
            );
            db.Comments.Add(comment!);
        }

        var target = new MentionTarget(id, null);
        var shown = Mention.Claim(
            new Uri("https://blog.example/a"),
            target,
            Protocol.Trackback,
            new MentionWords("Elsewhere", "Some words", "A blog"),
            now
        );
        shown.Confirm(new MentionWords(), trusted: true, now);
        var held = Mention.Claim(
            new Uri("https://other.example/b"),
            target,
            Protocol.Trackback,
            new MentionWords("Also elsewhere"),
            now
        );
        held.Confirm(new MentionWords(), trusted: false, now);
        // Their sources are not looked at: this test asks no other host.
        shown.TakeEvents();
        held.TakeEvents();
        db.Mentions.AddRange(shown, held);
        db.Reports.Add(
            Report.File("/@maria/soup", ReportReason.Other, "Please look.", now).Report!
        );
    }
}
