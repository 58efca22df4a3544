using CpdCourse.Linking.Feeds.Reading;

namespace CpdCourse.UnitTests.Linking.Feeds;

public sealed class WellKnownFeedsTests
{
    [Theory]
    [InlineData(
        "https://maria.wordpress.com/2011/05/x/",
        null,
        "https://maria.wordpress.com/feed/"
    )]
    [InlineData("https://maria.edublogs.org/", null, "https://maria.edublogs.org/feed/")]
    [InlineData(
        "https://maria.blogspot.com/2011/05/x.html",
        null,
        "https://maria.blogspot.com/feeds/posts/default"
    )]
    [InlineData(
        "https://maria.blogspot.co.uk/",
        null,
        "https://maria.blogspot.co.uk/feeds/posts/default"
    )]
    [InlineData("https://maria.tumblr.com/post/1", null, "https://maria.tumblr.com/rss")]
    [InlineData("https://medium.com/@maria/thing-5-12ab", null, "https://medium.com/feed/@maria")]
    [InlineData(
        "https://medium.com/library-life/thing-5",
        null,
        "https://medium.com/feed/library-life"
    )]
    [InlineData("https://maria.medium.com/thing-5", null, "https://maria.medium.com/feed")]
    [InlineData("https://maria.substack.com/p/x", null, "https://maria.substack.com/feed")]
    [InlineData("https://maria.ghost.io/x/", null, "https://maria.ghost.io/rss/")]
    [InlineData(
        "https://maria.squarespace.com/",
        null,
        "https://maria.squarespace.com/?format=rss"
    )]
    [InlineData(
        "https://maria.wixsite.com/library/post/x",
        null,
        "https://maria.wixsite.com/library/blog-feed.xml"
    )]
    [InlineData("https://maria.weebly.com/blog", null, "https://maria.weebly.com/1/feed")]
    [InlineData(
        "https://maria.livejournal.com/12.html",
        null,
        "https://maria.livejournal.com/data/rss"
    )]
    [InlineData(
        "https://maria.typepad.com/my_blog/2011/05/x.html",
        null,
        "https://maria.typepad.com/my_blog/atom.xml"
    )]
    [InlineData("https://maria.micro.blog/", null, "https://maria.micro.blog/feed.xml")]
    [InlineData("https://write.as/maria/thing-5", null, "https://write.as/maria/feed/")]
    [InlineData("https://maria.writeas.com/thing-5", null, "https://maria.writeas.com/feed/")]
    [InlineData("https://maria.github.io/blog/", null, "https://maria.github.io/blog/feed.xml")]
    [InlineData("https://maria.github.io/2011/x.html", null, "https://maria.github.io/feed.xml")]
    [InlineData("https://maria.example/2011/x/", "WordPress 6.1.9", "https://maria.example/feed/")]
    [InlineData(
        "https://school.example/blog/2011/x/",
        "WordPress 6.1.9",
        "https://school.example/blog/feed/"
    )]
    [InlineData(
        "https://blogs.school.example/maria/2011/x/",
        "WordPress 6.1.9",
        "https://blogs.school.example/maria/feed/"
    )]
    [InlineData("https://maria.example/", "Ghost 5.0", "https://maria.example/rss/")]
    [InlineData(
        "https://maria.example/x",
        "Wix.com Website Builder",
        "https://maria.example/blog-feed.xml"
    )]
    [InlineData("https://maria.example/x/", "Hugo 0.111", "https://maria.example/index.xml")]
    [InlineData("https://maria.example/x/", "Jekyll v4.2", "https://maria.example/feed.xml")]
    [InlineData(
        "https://maria.example/x",
        "Drupal 9 (https://www.drupal.org)",
        "https://maria.example/rss.xml"
    )]
    [InlineData(
        "https://school.example/~maria/index.html",
        null,
        "https://school.example/~maria/feed/"
    )]
    [InlineData("https://maria.example/", null, "https://maria.example/feed/")]
    public void The_likeliest_place_comes_first(string page, string? generator, string feed) =>
        WellKnownFeeds.For(new Uri(page), generator)[0].AbsoluteUri.ShouldBe(feed);

    [Theory]
    [InlineData("https://maria.example/", null)]
    [InlineData("https://maria.example/blog/x", null)]
    [InlineData("https://maria.blogspot.com/", null)]
    [InlineData("https://school.example/blog/", "WordPress")]
    public void A_strangers_server_is_asked_a_few_times_at_most(string page, string? generator)
    {
        var feeds = WellKnownFeeds.For(new Uri(page), generator);

        feeds.Count.ShouldBeInRange(1, WellKnownFeeds.Most);
        feeds.Distinct().Count().ShouldBe(feeds.Count);
        feeds.ShouldAllBe(f => f.Host == new Uri(page).Host);
    }

    [Fact]
    public void A_host_that_we_know_is_not_guessed_at() =>
        WellKnownFeeds
            .For(new Uri("https://maria.tumblr.com/"), "WordPress")
            .ShouldBe([new Uri("https://maria.tumblr.com/rss")]);

    [Fact]
    public void An_unknown_blog_is_tried_as_each_of_the_usual_programs() =>
        WellKnownFeeds
            .For(new Uri("http://maria.example:8080/"))
            .Select(f => f.AbsoluteUri)
            .ShouldBe([
                "http://maria.example:8080/feed/",
                "http://maria.example:8080/feed.xml",
                "http://maria.example:8080/rss.xml",
                "http://maria.example:8080/atom.xml",
                "http://maria.example:8080/index.xml",
                "http://maria.example:8080/rss/",
                "http://maria.example:8080/feeds/posts/default",
                "http://maria.example:8080/blog-feed.xml",
            ]);

    [Fact]
    public void The_first_page_of_Medium_is_nobodys() =>
        WellKnownFeeds.For(new Uri("https://medium.com/")).ShouldBeEmpty();
}
