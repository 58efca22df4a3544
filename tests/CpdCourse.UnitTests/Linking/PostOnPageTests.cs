using System.Text;
using CpdCourse.Linking.Pages;

namespace CpdCourse.UnitTests.Linking;

public sealed class PostOnPageTests
{
    private static readonly Uri Address = new("https://blog.example/2026/thing-12");

    [Fact]
    public void What_the_page_says_of_itself_counts_most()
    {
        var post = Read(
            """
            <title>Soup | My blog</title><meta property="og:title" content="On soup"><meta name="description" content="Of soup and bicycles.">
            <meta property="article:published_time" content="2026-03-02T08:00:00+01:00"><meta property="article:tag" content="thing12">
            <h1>Soup</h1><p>It began.</p>
            """
        );

        post.Title.ShouldBe("On soup");
        post.Excerpt.ShouldBe("Of soup and bicycles.");
        post.WrittenAt.ShouldBe(new DateTimeOffset(2026, 3, 2, 7, 0, 0, TimeSpan.Zero));
        post.Tags.ShouldBe(["thing12"]);
    }

    [Fact]
    public void Else_its_heading_and_what_follows()
    {
        var post = Read(
            "<title>Soup | My blog</title><nav>Home About</nav><h1>Soup &amp; bread</h1><p>It <b>began</b>.</p>"
        );

        post.Title.ShouldBe("Soup & bread");
        post.Excerpt.ShouldBe("It began.");
        post.WrittenAt.ShouldBeNull();
    }

    [Fact]
    public void Headings_tags_and_links_are_gathered()
    {
        var post = Read(
            """
            <base href="/root/"><h1>One</h1><h2>Any <i>disadvantages</i>?</h2><h3>More</h3><a rel="category tag" href="/c">Thing 12</a>
            <a href="a">a</a><a href="https://course.example/things/12#q1">x</a><script>"<h2>no</h2>"</script><a href="javascript:x()">y</a>
            """
        );

        post.Headings.ShouldBe(["Any disadvantages?", "More"]);
        post.Tags.ShouldBe(["Thing 12"]);
        post.Links.Select(l => l.AbsoluteUri)
            .ShouldBe([
                "https://blog.example/c",
                "https://blog.example/root/a",
                "https://course.example/things/12#q1",
            ]);
    }

    [Theory]
    [InlineData("<time datetime=\"soon\">", null)]
    [InlineData("<time datetime=\"0001-01-01\">", null)]
    [InlineData("<time datetime=\"2026-03-02\">", "2026-03-02")]
    public void A_date_is_one_or_none(string html, string? day) =>
        Read(html).WrittenAt?.ToString("yyyy-MM-dd", null).ShouldBe(day);

    [Fact]
    public void A_text_and_nothing_at_all_have_a_title_as_well()
    {
        Read("").Title.ShouldBe("blog.example");
        var text = PostOnPage.Read(
            "See https://course.example/things/3."u8.ToArray(),
            "text/plain",
            Address
        );
        text.Links.ShouldBe([new Uri("https://course.example/things/3")]);
    }

    [Fact]
    public void Endless_pages_are_cut()
    {
        var html = new StringBuilder();
        for (var i = 0; i < 2_000; i++)
        {
            html.Append($"<h2>h{i}</h2><a rel=tag href=\"/{i}\">t{i}</a>");
        }

        var post = Read(html.ToString());

        post.Headings.Count.ShouldBe(PostOnPage.Most);
        post.Tags.Count.ShouldBe(PostOnPage.Most);
        post.Links.Count.ShouldBe(PostOnPage.Most);
        post.Excerpt.Length.ShouldBeLessThanOrEqualTo(PostOnPage.ExcerptLength);
    }

    private static PostOnPage Read(string html) =>
        PostOnPage.Read(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", Address);
}
