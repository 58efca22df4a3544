using CpdCourse.Linking.Feeds.Reading;

namespace CpdCourse.UnitTests.Linking.Feeds;

public sealed class PostInFeedTests
{
    private static readonly Uri Page = new("https://blog.example/soup");

    [Fact]
    public void Its_text_is_read_like_a_page()
    {
        var post = PostInFeed.Read(
            new ReadEntry
            {
                Link = Page,
                Title = "Soup",
                Tags = ["thing12"],
                ContentHtml =
                    "<p>It began <a href=\"/things/12\">here</a>.</p><h3>What did you learn?</h3>",
            }
        )!;

        post.Title.ShouldBe("Soup");
        post.Tags.ShouldBe(["thing12"]);
        post.Headings.ShouldBe(["What did you learn?"]);
        post.Links.ShouldBe([new Uri("https://blog.example/things/12")]);
        post.Excerpt.ShouldStartWith("It began here.");
    }

    [Fact]
    public void What_nobody_can_be_led_to_is_no_post() =>
        PostInFeed.Read(new ReadEntry { Title = "Soup" }).ShouldBeNull();

    [Fact]
    public void A_note_is_called_by_its_beginning()
    {
        var post = PostInFeed.Read(
            new ReadEntry { Link = Page, ContentHtml = $"<p>{new string('a', 200)}</p>" }
        )!;

        post.Title.Length.ShouldBeInRange(1, 60);
        PostInFeed.Read(new ReadEntry { Link = Page })!.Title.ShouldBe("blog.example");
    }

    [Fact]
    public void Other_words_have_another_mark()
    {
        var first = PostInFeed.Read(new ReadEntry { Link = Page, Title = "Soup" })!;
        var moved = PostInFeed.Read(
            new ReadEntry { Link = new Uri("https://blog.example/2"), Title = "Soup" }
        )!;
        var other = PostInFeed.Read(new ReadEntry { Link = Page, Title = "Stew" })!;

        PostInFeed.MarkOf(moved).ShouldBe(PostInFeed.MarkOf(first));
        PostInFeed.MarkOf(other).ShouldNotBe(PostInFeed.MarkOf(first));
    }
}
