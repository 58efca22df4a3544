using CpdCourse.Domain.Writing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>What happens on a blog outside happens here within the hour, and nothing else does.</summary>
public sealed class BlogReadingTests : OwnBlog
{
    [Fact]
    public async Task S6_18_the_next_post_appears_within_the_hour_and_its_changes_too()
    {
        Publish(new BlogPost("/soup", "Soup"));
        await Followed();
        Publish(
            new BlogPost("/soup", "Soup"),
            new BlogPost("/seven", "Thing 7: first", "As written.") { At = Site.Clock.GetUtcNow() }
        );

        await AnHourLater();
        (await Listed()).ShouldBe(["Thing 7: first"]);
        var before = await Site.Read(db => db.Posts.SingleAsync());
        Publish(
            new BlogPost("/soup", "Soup"),
            new BlogPost("/seven", "Thing 7: better", "As mended.") { At = before.WrittenAt }
        );
        await AnHourLater();

        var post = await Site.Read(db =>
            db.Posts.Include(p => p.Revisions).Include(p => p.Responses).SingleAsync()
        );
        (post.Title, post.Text).ShouldBe(("Thing 7: better", "As mended."));
        post.Slug.ShouldBe(before.Slug);
        post.Revisions.ShouldContain(r => r.Title == "Thing 7: first");
        post.Responses.ShouldHaveSingleItem().Recognised.ShouldBe(Recognition.Title);
    }

    [Fact]
    public async Task S6_18_nothing_new_costs_a_request_without_a_body_and_changes_nothing()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Followed();
        await AnHourLater();
        var version = await Site.Read(db => db.Posts.Select(p => p.Version).SingleAsync());

        await AnHourLater();

        Blog.Visits.Count(v => v == "GET /feed").ShouldBe(3);
        (await Site.Read(db => db.Posts.Select(p => p.Version).SingleAsync())).ShouldBe(version);
        (await Kept()).Failures.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_there_before_keeps_its_date_and_does_not_flood_the_stream()
    {
        var long_ago = new DateTimeOffset(2026, 1, 20, 8, 0, 0, TimeSpan.Zero);
        Publish(new BlogPost("/two", "Thing 2: blogs") { At = long_ago });
        await Followed();
        var now = Site.Clock.GetUtcNow();
        Publish(
            new BlogPost("/two", "Thing 2: blogs") { At = long_ago },
            new BlogPost("/three", "Thing 3: late") { At = long_ago }
        );
        await AnHourLater();

        var posts = await Site.Read(db =>
            db.Posts.ToDictionaryAsync(p => p.Title, p => (p.WrittenAt, p.ArrivedAt))
        );
        posts["Thing 2: blogs"].ShouldBe((long_ago, long_ago));
        posts["Thing 3: late"].WrittenAt.ShouldBe(long_ago);
        posts["Thing 3: late"].ArrivedAt.ShouldBeGreaterThan(now);
    }

    [Fact]
    public async Task S6_22_a_post_that_is_gone_there_goes_here_and_returns_with_it()
    {
        var old = new BlogPost("/old", "Soup") { At = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero) };
        var twelve = new BlogPost("/twelve", "Thing 12: soup");
        Publish(old, twelve);
        await Followed();
        (await Listed()).ShouldBe(["Thing 12: soup"]);

        Blog.Status("/twelve", 410);
        Feed(old);
        await AnHourLater();
        (await Listed()).ShouldBeEmpty();

        Publish(old, twelve);
        await AnHourLater();
        (await Listed()).ShouldBe(["Thing 12: soup"]);
    }

    [Fact]
    public async Task S6_22_a_post_that_only_scrolled_off_the_feed_stays()
    {
        var twelve = new BlogPost("/twelve", "Thing 12: soup");
        Publish(twelve);
        await Followed();
        Feed(new BlogPost("/new", "News") { At = Site.Clock.GetUtcNow() });

        await AnHourLater();

        (await Listed()).ShouldBe(["Thing 12: soup"]);
    }

    [Fact]
    public async Task S6_21_a_blog_that_moved_is_read_where_it_is_now()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Followed();
        var moved = Blog.Page(
            "/news.xml",
            $"<rss version='2.0'><channel><title>S</title><item><title>Thing 5</title><link>{Blog.Url("/5")}</link></item></channel></rss>",
            "text/xml"
        );
        Blog.Redirect("/feed", moved, 301);

        await AnHourLater();

        (await Kept()).Feed.ShouldBe(moved.AbsoluteUri);
        (await Listed()).ShouldContain("Thing 5");
    }

    [Fact]
    public async Task S6_19_a_feed_that_asks_for_it_is_read_less_often_also_when_nothing_is_new()
    {
        var feed =
            "<rss version='2.0'><channel><title>Soup</title><ttl>240</ttl><item><title>Thing 5</title><link>/5</link></item></channel></rss>";
        Blog.Page("/feed", feed, "application/rss+xml", [("ETag", "\"1\"")]);
        await Followed();
        await AnHourLater();
        var visits = Reads();

        await AnHourLater(3);
        Reads().ShouldBe(visits, "Four hours are not over.");
        await AnHourLater();
        Reads().ShouldBe(visits + 1);

        await AnHourLater(3);
        Reads().ShouldBe(visits + 1, "Nothing was new, and it still wants four.");
        await AnHourLater();
        Reads().ShouldBe(visits + 2);
    }

    private int Reads() => Blog.Visits.Count(v => v == "GET /feed");
}
