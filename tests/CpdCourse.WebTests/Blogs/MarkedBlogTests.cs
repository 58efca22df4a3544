using CpdCourse.Domain.Blogs;

namespace CpdCourse.WebTests.Blogs;

/// <summary>A blog without a feed whose page marks its posts (h-feed, protocols 2 and 6).</summary>
public sealed class MarkedBlogTests : OwnBlog
{
    [Fact]
    public async Task S6_24_a_blog_that_only_marks_its_posts_is_found_followed_and_read()
    {
        Marks(Post("/twelve", "Thing 12: soup", "2026-03-02"));

        var found = await Search(Blog.Url("/").AbsoluteUri);
        Words(found).ShouldContain("Thing 12: from its title");
        await Press(found, "form#follow");
        (await Listed()).ShouldBe(["Thing 12: soup"]);

        Marks(
            Post("/three", "Thing 3: later", "2026-03-03"),
            Post("/twelve", "Thing 12: soup, mended", "2026-03-02")
        );
        await AnHourLater();

        (await Listed()).ShouldBe(["Thing 12: soup, mended", "Thing 3: later"]);
        (await Kept()).Feed.ShouldBe(Blog.Url("/").AbsoluteUri);
    }

    [Fact]
    public async Task S6_24_the_page_that_a_link_calls_the_feed_is_the_feed()
    {
        Blog.Page("/", $"<title>Maria</title>{Mine}<a rel=feed href=/notes>Notes</a>");
        Blog.Page(
            "/notes",
            $"<div class=h-feed>{Post("/twelve", "Thing 12: soup", "2026-03-02")}</div>"
        );

        await Press(await Search(Blog.Url("/").AbsoluteUri), "form#follow");

        (await Kept()).Feed.ShouldBe(Blog.Url("/notes").AbsoluteUri);
        (await Kept()).Home.ShouldBe(Blog.Url("/").AbsoluteUri);
        (await Listed()).ShouldBe(["Thing 12: soup"]);
    }

    [Fact]
    public async Task S6_24_a_feed_goes_before_what_the_page_marks()
    {
        Marks(Post("/twelve", "Thing 12: soup", "2026-03-02"));
        Blog.Page(
            "/feed.xml",
            $"<rss version='2.0'><channel><title>S</title><link>{Blog.Url("/")}</link><item><title>Thing 5</title><link>{Blog.Url("/5")}</link></item></channel></rss>",
            "text/xml"
        );

        await Search(Blog.Url("/").AbsoluteUri);

        (await Kept()).Feed.ShouldBe(Blog.Url("/feed.xml").AbsoluteUri);
    }

    [Fact]
    public async Task S6_24_a_page_at_a_usual_place_is_no_feed_whatever_it_marks()
    {
        Blog.Page("/", "<title>Maria</title><p>Nothing here.</p>");
        Blog.Page("/feed.xml", $"<div class=h-feed>{Post("/x", "Thing 5", "2026-03-02")}</div>");

        await Search(Blog.Url("/").AbsoluteUri);

        (await Kept()).State.ShouldBe(BlogState.NotFound);
    }

    [Fact]
    public async Task F7_what_a_page_marks_elsewhere_is_nobodys_response()
    {
        Marks(
            Post("/twelve", "Thing 12: soup", "2026-03-02"),
            Post("https://tom.example/five", "Thing 5: not hers", "2026-03-01")
        );

        await Press(await Search(Blog.Url("/").AbsoluteUri), "form#follow");

        (await Listed()).ShouldBe(["Thing 12: soup"]);
    }

    [Fact]
    public async Task S6_24_an_unchanged_page_costs_a_request_without_a_body()
    {
        var marked = $"{Mine}<div class=h-feed>{Post("/a", "Thing 5", "2026-03-02")}</div>";
        Blog.Page("/", marked, "text/html", [("ETag", "\"1\"")]);
        await Press(await Search(Blog.Url("/").AbsoluteUri), "form#follow");
        await AnHourLater();

        Blog.Page("/", "<p>Gone.", "text/html", [("ETag", "\"1\"")]);
        await AnHourLater();

        (await Kept()).Failures.ShouldBe(0);
    }

    [Fact]
    public async Task S6_24_a_page_that_no_longer_marks_its_posts_is_told_and_what_is_listed_stays()
    {
        Marks(Post("/twelve", "Thing 12: soup", "2026-03-02"));
        await Press(await Search(Blog.Url("/").AbsoluteUri), "form#follow");

        Blog.Page("/", "<title>New design</title><p>Words.");
        await AnHourLater();

        (await Kept()).Problem!.ShouldContain("Look for the feed again.");
        (await Listed()).ShouldBe(["Thing 12: soup"]);
    }

    private void Marks(params string[] posts) =>
        Blog.Page(
            "/",
            $"<!doctype html><title>Soup</title>{Mine}<main class=h-feed>{string.Concat(posts)}</main>"
        );

    private static string Post(string address, string title, string date) =>
        $"<article class=h-entry><h2><a class='p-name u-url' href='{address}'>{title}</a></h2><time class=dt-published datetime={date}></time><p class=e-content>Words.</p></article>";
}
