using CpdCourse.Testing;
using CpdCourse.WebTests.Mentions;

namespace CpdCourse.WebTests.Blogs;

/// <summary>Who wrote a page that does not say so, and stands in the lists here.</summary>
public sealed class ListedSourceTests : OwnBlog
{
    private string soup = "";

    protected override async Task Ready()
    {
        soup = Trackbacks
            .Permalink("wen", await Site.APost("Wen", "Soup", "Words.", 12))
            .AbsoluteUri;
        Publish(new BlogPost("/seven", "Thing 7: mine"));
    }

    [Fact]
    public async Task P2_18_what_a_page_does_not_say_of_itself_its_feed_and_the_course_say()
    {
        await Followed();
        var page = Blog.Page("/seven", $"<p>As <a href=\"{soup}\">Wen says</a>.");

        await Site.Hear(page, soup);

        var mention = await Site.MentionFrom(page);
        (mention.Title, mention.AuthorName).ShouldBe(("Thing 7: mine", "Maria"));
    }

    [Fact]
    public async Task P2_18_what_the_page_says_itself_stays()
    {
        await Followed();
        var page = Blog.Page(
            "/seven",
            $"<title>Seven</title><meta name=author content=Mary><p>As <a href=\"{soup}\">Wen says</a>."
        );

        await Site.Hear(page, soup);

        var mention = await Site.MentionFrom(page);
        (mention.Title, mention.AuthorName).ShouldBe(("Seven", "Mary"));
    }

    [Fact]
    public async Task P2_18_a_page_that_is_no_post_here_is_nobodys()
    {
        await Followed();
        var page = Blog.Page("/about", $"<p>As <a href=\"{soup}\">Wen says</a>.");

        await Site.Hear(page, soup);

        var mention = await Site.MentionFrom(page);
        (mention.Title, mention.AuthorName).ShouldBe((page.AbsoluteUri, ""));
    }
}
