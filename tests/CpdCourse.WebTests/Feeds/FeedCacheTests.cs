using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Feeds;

public sealed class FeedCacheTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task S6_13_whoever_has_the_newest_state_is_told_so(string method)
    {
        await using var site = new CourseSite();
        await site.ASoup();
        using var visitor = site.Visitor();
        var first = await visitor.GetAsync("/feed");

        var byTag = await visitor.SendAsync(
            Ask(method, "/feed", h => h.IfNoneMatch.Add(first.Headers.ETag!))
        );
        var byDate = await visitor.SendAsync(
            Ask(method, "/feed", h => h.IfModifiedSince = first.Content.Headers.LastModified)
        );
        var whole = await visitor.SendAsync(Ask(method, "/feed", _ => { }));

        first.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        byTag.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        byDate.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        whole.StatusCode.ShouldBe(HttpStatusCode.OK);
        whole.Headers.ETag.ShouldBe(first.Headers.ETag);
        (await whole.Content.ReadAsStringAsync()).Length.ShouldBe(
            method == "HEAD" ? 0 : (await first.Content.ReadAsStringAsync()).Length
        );
    }

    [Fact]
    public async Task S6_13_the_tag_changes_with_what_readers_see_and_with_nothing_else()
    {
        await using var site = new CourseSite();
        var soup = await site.ASoup();
        using var visitor = site.Visitor();
        var before = (await visitor.GetAsync("/feed")).Headers.ETag;

        await site.Change(
            soup.Id,
            p =>
                p.SaveDraft(
                    new Draft { Title = "Soup", Text = "Secret" },
                    p.Version,
                    TestClock.Start
                )
        );
        await site.PlantHiddenOnly();
        (await visitor.GetAsync("/feed")).Headers.ETag.ShouldBe(before);

        await site.AComment(soup, "Dilys", "Lovely");
        (await visitor.GetAsync("/feed")).Headers.ETag.ShouldNotBe(before);
    }

    [Fact]
    public async Task S6_15_a_feed_holds_fifty_entries_and_costs_three_questions()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        for (var i = 0; i < 52; i++)
        {
            await site.AnExternalPostNumber(i);
        }

        using var visitor = site.Visitor();
        await visitor.GetAsync("/things");

        var posts = await SqlCommands.During(
            site,
            async () => (await visitor.Feed("/feed")).Elements(Atom + "entry").Count().ShouldBe(50)
        );
        var persona = await SqlCommands.During(site, () => visitor.GetAsync("/@maria/feed"));
        var comments = await SqlCommands.During(site, () => visitor.GetAsync("/comments/feed"));

        posts.Count.ShouldBe(3);
        persona.Count.ShouldBe(4);
        comments.Count.ShouldBe(1);
    }

    [Fact]
    public async Task S6_7_ids_stay_when_a_handle_changes_and_hold_no_id_of_the_database()
    {
        await using var site = new CourseSite();
        var soup = await site.ASoup();
        using var visitor = site.Visitor();
        var before = await visitor.Feed("/@maria/feed");

        await site.Change("maria", (_, p) => p.Rename("marisol"));
        var after = await visitor.Feed("/@marisol/feed");

        after
            .Descendants(Atom + "id")
            .Select(i => i.Value)
            .ShouldBe(before.Descendants(Atom + "id").Select(i => i.Value));
        after.ToString().ShouldNotContain(soup.Author.ToString(), Case.Insensitive);
        after.ToString().ShouldNotContain(soup.Author.Value.ToString(), Case.Insensitive);
    }

    [Fact]
    public async Task S6_7_ids_keep_the_host_under_which_the_site_began()
    {
        await using var site = new CourseSite(("Site:BaseUrl", "https://course.example"));
        await site.ASoup();
        using var visitor = site.Visitor();

        var feed = await visitor.Feed("/feed");

        feed.Element(Atom + "id")!.Value.ShouldBe("tag:course.example,2026-04-08:feed/posts");
        (
            await site.Read(db =>
                db.SiteNotes.Where(n => n.Key == "feed-authority")
                    .Select(n => n.Value)
                    .SingleAsync()
            )
        ).ShouldBe("course.example,2026-04-08");
    }

    [Theory]
    [InlineData("/feed", "br")]
    [InlineData("/feed.rss", "gzip")]
    [InlineData("/feed.json", "gzip, br")]
    public async Task S6_14_a_feed_comes_compressed_to_whoever_reads_that(
        string feed,
        string accepted
    )
    {
        await using var site = new CourseSite();
        await site.ASoup();
        using var visitor = site.Visitor();
        visitor.DefaultRequestHeaders.Add("Accept-Encoding", accepted);

        using var answer = await visitor.GetAsync(feed);

        answer
            .Content.Headers.ContentEncoding.ShouldHaveSingleItem()
            .ShouldBe(accepted.Split(", ")[^1]);
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
    }

    [Fact]
    public async Task A_feed_sets_no_cookie_and_takes_no_post()
    {
        await using var site = new CourseSite();
        using var maria = await site.SignedInAs("Maria");
        site.Clock.Advance(TimeSpan.FromDays(10));

        (await maria.GetAsync("/feed")).Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await maria.PostAsync("/feed", null)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private static HttpRequestMessage Ask(
        string method,
        string path,
        Action<HttpRequestHeaders> headers
    )
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        headers(request.Headers);
        return request;
    }
}
