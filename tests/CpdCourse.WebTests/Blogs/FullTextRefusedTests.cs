using System.Net;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Blogs;

/// <summary>When there is no whole text to show, or nobody who may say that it is shown.</summary>
public sealed class FullTextRefusedTests : WholePosts
{
    [Fact]
    public async Task A_blog_that_is_not_shown_to_be_ones_own_is_not_asked_and_cannot_say_so()
    {
        Publish(Soup);
        await Followed(says: "");
        var page = await Page();
        page.QuerySelector("form#texts").ShouldBeNull();

        // The form of another choice, sent to where this one would be.
        var form = page.QuerySelector("form#comments")!;
        form.SetAttribute("action", form.GetAttribute("action")!.Replace("Comments", "Texts"));
        await ShouldRefuse(page, "form#comments", new { shows = "Whole" }, "Show first that");

        (await Kept()).Shows.ShouldBe(TextShown.Beginning);
    }

    [Fact]
    public async Task Somebody_elses_blog_is_not_there()
    {
        Publish(Soup);
        await Followed();
        using var tom = await Site.SignedInAs("Tom");
        var address = $"/me/blogs/{(await Kept()).Id.Value:N}";
        var page = await tom.Page("/me/blogs/add");
        page.QuerySelector("form#add-blog")!.SetAttribute("action", $"{address}?handler=Texts");

        using var answer = await tom.Send(page, "form#add-blog", new { shows = "Whole" });

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Kept()).Shows.ShouldBe(TextShown.Beginning);
        (await tom.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_feed_of_beginnings_shows_beginnings_and_its_owner_reads_why()
    {
        Publish(Soup with { Whole = "" });
        var page = await Followed();
        Words(page).ShouldContain("carries only the beginnings of your posts");

        await Choose(TextShown.Whole);

        await ShouldBe(TextShown.Beginning);
    }

    [Fact]
    public async Task A_text_that_is_too_long_stays_there()
    {
        Publish(Soup with { Whole = Sentence($"<p>{new string('a', 100_000)}</p>") });
        await Followed();

        await Choose(TextShown.Whole);

        await ShouldBe(TextShown.Beginning);
    }

    [Fact]
    public async Task A_text_of_which_nothing_is_left_is_none()
    {
        Publish(Soup with { Whole = "<img src='/count.gif' width='1'><svg><path/></svg>" });
        await Followed();

        await Choose(TextShown.Whole);

        await ShouldBe(TextShown.Beginning);
    }

    [Theory]
    [InlineData("9")]
    [InlineData("")]
    [InlineData("Everything")]
    [InlineData("-1")]
    public async Task What_is_none_of_the_answers_is_refused_in_a_sentence(string answer)
    {
        Publish(Soup);
        await Followed();
        await Choose(TextShown.Whole);
        await Press(await Page(), "form#comments", fields: new { where = "Here" });
        const string sentence = "Choose one of the answers that the form offers.";

        await ShouldRefuse(await Page(), "form#texts", new { shows = answer }, sentence);
        await ShouldRefuse(await Page(), "form#comments", new { where = answer }, sentence);
        var post = await Maria.Page(Here);
        await ShouldRefuse(post, "form#comments-at", new { where = answer }, sentence);

        var blog = await Kept();
        (blog.Shows, blog.CommentsAt).ShouldBe((TextShown.Whole, CommentsAt.Here));
        (await ThePost()).CommentsAt.ShouldBe(CommentsAt.Here);
    }
}
