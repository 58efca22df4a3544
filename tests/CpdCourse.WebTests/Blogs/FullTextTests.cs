using System.Net;
using System.Text.Json;
using CpdCourse.Domain.Blogs;
using CpdCourse.Testing;
using CpdCourse.WebTests.Feeds;
using CpdCourse.WebTests.Mentions;
using CpdCourse.WebTests.Writing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>The whole text of a post that stands elsewhere is shown here when the owner of its blog wants that, and only then.</summary>
public sealed class FullTextTests : WholePosts
{
    protected override async Task Ready()
    {
        Publish(Soup);
        await Followed();
        (await Listed()).ShouldBe(["Thing 12: soup"]);
    }

    [Fact]
    public async Task Unless_its_owner_says_otherwise_the_beginning_is_shown()
    {
        await ShouldBe(TextShown.Beginning);
        (await Page())
            .QuerySelector("#texts input[checked]")!
            .GetAttribute("value")
            .ShouldBe("Beginning");
    }

    [Fact]
    public async Task With_their_word_it_is_read_at_once_though_its_feed_has_nothing_new()
    {
        await AnHourLater();
        (await Kept()).ETag.ShouldNotBeNull();

        var page = await Choose(TextShown.Whole);

        await ShouldBe(TextShown.Whole);
        Words(page).ShouldContain("Done. Your feed is being read");
        Words(await Page()).ShouldContain("1 post on the course, shown whole.");
        (await ThePost()).UpdatedAt.ShouldBeNull();
    }

    [Fact]
    public async Task The_page_says_where_it_was_written_and_leads_there()
    {
        await Choose(TextShown.Whole);

        var page = await Post();

        var source = Blog.Url("/soup").AbsoluteUri;
        page.QuerySelector("#written-on")!.TextContent.ShouldContain("Written on 127.0.0.1");
        page.QuerySelector("#written-on a")!.GetAttribute("href").ShouldBe(source);
        page.QuerySelector("article a.u-url.btn")!.GetAttribute("href").ShouldBe(source);
        page.QuerySelector("link[rel=canonical]")!.GetAttribute("href").ShouldBe(source);
        page.QuerySelectorAll("article .e-content h2")
            .Length.ShouldBe(1, "the first level is ours");
    }

    [Fact]
    public async Task S6_9_its_source_is_the_feed_it_came_from()
    {
        using var reader = Site.Visitor();
        var blog = await Kept();

        var rss = (await reader.Feed("/feed.rss")).Descendants("item").Single();
        var atom = (await reader.Feed("/feed")).Element(FeedRules.Atom + "entry")!;

        rss.Element("source")!.Attribute("url")!.Value.ShouldBe(blog.Feed);
        rss.Element("source")!.Value.ShouldBe(blog.Title);
        var source = atom.Element(FeedRules.Atom + "source")!;
        source.Element(FeedRules.Atom + "id")!.Value.ShouldBe(blog.Feed);
        source.Element(FeedRules.Atom + "title")!.Value.ShouldBe(blog.Title);
    }

    [Fact]
    public async Task S6_9_lists_keep_the_beginning_and_feeds_have_all()
    {
        await Choose(TextShown.Whole);
        using var reader = Site.Visitor();

        foreach (var list in new[] { "/", "/responses", "/things/12/responses", "/@maria" })
        {
            (await reader.GetStringAsync(list)).ShouldNotContain(Deep, Case.Sensitive, list);
        }

        foreach (var feed in new[] { "/feed", "/feed.rss", "/@maria/feed.json" })
        {
            (await reader.GetStringAsync(feed)).ShouldContain(Deep, Case.Sensitive, feed);
        }
    }

    [Fact]
    public async Task C6_what_is_shown_is_clean_and_its_links_lead_to_where_they_led()
    {
        Publish(
            Soup with
            {
                Whole = Sentence(
                    """
                    <script>alert(1)</script><p onclick="alert(2)" style="color:red" id="main">x</p><a href="javascript:alert(3)">y</a>
                    <iframe src="https://evil.example/"></iframe><form action="https://evil.example/"><input name="q"></form>
                    <img src="https://count.example/1.gif" width="1" height="1"><img src="leek.jpg" alt="A leek">
                    <a href="more#salt">more</a> <a href="http://localhost:5023/things/12">the Thing</a>
                    """
                ),
            }
        );

        await Choose(TextShown.Whole);

        var text = (await Post()).QuerySelector("article .e-content")!;
        text.QuerySelectorAll("script, iframe, form, input, img, [onclick], [style], [id]")
            .ShouldBeEmpty();
        text.InnerHtml.ShouldNotContain("javascript:");
        text.InnerHtml.ShouldNotContain("alert(1)");
        text.InnerHtml.ShouldNotContain("count.example");
        var links = text.QuerySelectorAll("a[href]")
            .Select(a => (a.GetAttribute("href")!, a.GetAttribute("rel")))
            .ToList();
        links.ShouldContain((Blog.Url("/more#salt").AbsoluteUri, "ugc nofollow noopener"));
        links.ShouldContain((Blog.Url("/leek.jpg").AbsoluteUri, "ugc nofollow noopener"));
        links.Select(l => l.Item1).ShouldContain("/things/12");
    }

    [Fact]
    public async Task Without_their_word_it_goes_at_once_from_everywhere()
    {
        await Choose(TextShown.Whole);
        await ShouldBe(TextShown.Whole);

        using var answer = await Maria.Send(
            await Page(),
            "form#texts",
            new { shows = nameof(TextShown.Beginning) }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await ThePost()).Rendered.Html.ShouldNotContain(Deep, Case.Sensitive, "no job has run");
        await Site.RunJobsFor(5);
        await ShouldBe(TextShown.Beginning);
        (await Everything()).ShouldNotContain(Deep);
        await AnHourLater();
        await ShouldBe(TextShown.Beginning);
    }

    [Fact]
    public async Task What_is_changed_there_is_changed_here_however_far_down()
    {
        await Choose(TextShown.Whole);
        Publish(Soup with { Whole = Soup.Whole + "<p>And salt.</p>" });

        await AnHourLater();

        (await Post()).QuerySelector(".e-content")!.TextContent.ShouldContain("And salt.");
        (await ThePost()).UpdatedAt.ShouldNotBeNull();
        (await Everything()).Split("And salt.").Length.ShouldBe(2, "nothing is kept of it twice");
    }

    [Fact]
    public async Task New_posts_come_with_it_and_when_the_feed_gives_it_no_longer_the_beginning_is_back()
    {
        await Choose(TextShown.Whole);
        Publish(Soup, new("/bread", "Thing 5: bread", "Flour.") { Whole = "<p>Flour. Salt.</p>" });
        await AnHourLater();
        (await ThePost("Thing 5: bread")).IsWhole.ShouldBeTrue();

        Publish(Soup with { Whole = "" }, new BlogPost("/bread", "Thing 5: bread", "Flour."));
        await AnHourLater();

        await ShouldBe(TextShown.Beginning);
        Words(await Page()).ShouldContain("carries only the beginnings");
    }

    [Fact]
    public async Task A_post_that_is_gone_there_leaves_no_text()
    {
        await Choose(TextShown.Whole);
        var bread = new BlogPost("/bread", "Thing 5: bread") { At = Soup.At.AddDays(-1) };
        Publish(bread);
        Blog.Status("/soup", 404);

        await AnHourLater();

        (await Listed()).ShouldBe(["Thing 5: bread"]);
        (await Everything()).ShouldNotContain(Deep);
    }

    [Fact]
    public async Task Who_follows_it_no_longer_shows_the_beginning()
    {
        await Choose(TextShown.Whole);

        await Press(await Page(), "form#stop");

        await ShouldBe(TextShown.Beginning);
        (await Everything()).ShouldNotContain(Deep);
    }

    [Fact]
    public async Task When_it_is_no_longer_known_whose_it_is_the_text_goes()
    {
        await Choose(TextShown.Whole);
        await Site.Read(async db =>
        {
            var blog = await db.Blogs.SingleAsync();
            var other = new Uri("https://other.example/");
            blog.Find(new FoundBlog(other, new Uri(other, "feed"), "Other", []));
            return await db.SaveChangesAsync();
        });

        await Site.RunJobsFor(5);

        await ShouldBe(TextShown.Beginning);
    }

    [Fact]
    public async Task A_post_that_is_listed_by_hand_gets_it_too()
    {
        await Choose(TextShown.Whole);
        Publish(Soup, new("/bread", "Bread", "Flour.") { Whole = "<p>Flour. Salt.</p>" });
        await AnHourLater();
        (await Listed()).ShouldBe(["Thing 12: soup"]);

        var page = await Page();
        var form = page.QuerySelectorAll("form[id^=answer-]")
            .First(f => f.QuerySelector("select") is not null);
        await Press(page, $"#{form.Id}", fields: new { thing = "5" }, button: "Yes");

        (await ThePost("Bread")).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task A_post_that_waited_for_its_Thing_has_it_though_the_feed_has_nothing_new_by_then()
    {
        await Choose(TextShown.Whole);
        Publish(Soup, new("/last", "Thing 20: last", "Flour.") { Whole = "<p>Flour. Salt.</p>" });
        await AnHourLater();
        (await Listed()).ShouldBe(["Thing 12: soup"]);

        await AnHourLater(24 * 7 * 20);

        (await ThePost("Thing 20: last")).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task What_older_rules_have_cleaned_is_cleaned_again()
    {
        await Choose(TextShown.Whole);
        var before = (await ThePost()).Rendered;
        await Site.Read(db =>
            db.Posts.ExecuteUpdateAsync(set => set.SetProperty(p => p.Rendered.Version, 0))
        );

        await Site.RenderOldTexts();

        (await ThePost()).Rendered.ShouldBe(before);
        await ShouldBe(TextShown.Whole);
    }

    [Fact]
    public async Task Whoever_reads_the_feed_meanwhile_begins_anew()
    {
        await Choose(TextShown.Whole);

        await Should.ThrowAsync<DbUpdateConcurrencyException>(() =>
            Site.Read(async db =>
            {
                var blog = await db.Blogs.SingleAsync();
                await Choose(TextShown.Beginning);
                blog.Read(null, null, null, null, Site.Clock.GetUtcNow());
                return await db.SaveChangesAsync();
            })
        );
    }

    private Task<string> Everything() =>
        Site.Read(async db =>
            JsonSerializer.Serialize(
                new object[]
                {
                    await db.Posts.AsNoTracking().Include(p => p.Revisions).ToListAsync(),
                    await db.BlogEntries.AsNoTracking().ToListAsync(),
                    await db.Blogs.AsNoTracking().ToListAsync(),
                    await db.Jobs.AsNoTracking().ToListAsync(),
                },
                JsonSerializerOptions.Default
            )
        );
}
