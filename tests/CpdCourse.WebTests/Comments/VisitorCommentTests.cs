using System.Net;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Comments;

public sealed class VisitorCommentTests
{
    [Fact]
    public async Task A_post_without_comments_says_who_will_be_told_and_offers_a_form()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Visitor();

        var page = await visitor.Page(post.Address());

        page.Text("#comments h2").ShouldBe("Comments");
        page.Text("#comments .empty").ShouldStartWith("No comments yet. Maria will be told");
        page.Text("#reply h2").ShouldBe("Leave a comment");
        page.QuerySelector("label[for=Input_Name]")!.TextContent.ShouldBe("Your name");
        page.QuerySelectorAll("#comment-form .btn-primary").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Reading_sets_no_cookie_and_the_form_carries_no_token()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Visitor();

        var answer = await visitor.GetAsync(new Uri(post.Address(), UriKind.Relative));

        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("form-token");
    }

    [Fact]
    public async Task A_first_comment_is_held_and_only_its_browser_sees_it()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var dilys = site.Browser();
        using var other = site.Visitor();

        var answer = await dilys.Comment(
            site,
            post.Address(),
            new { Input__Text = "The *stairs*!", Input__Name = "Dilys" }
        );

        answer.ShouldLeadTo($"{post.Address()}#c1");
        answer.Headers.GetValues("Set-Cookie").Single().ShouldContain("httponly");
        var own = await dilys.Page(post.Address());
        own.Text("#c1 .said").ShouldBe("The stairs!");
        own.Text("#c1 .notice").ShouldContain("usually the same day");
        own.QuerySelector("#c1 a[href$='/comments/1/edit']").ShouldNotBeNull();
        own.Text("#comments h2").ShouldBe("Comments");
        var theirs = await other.GetStringAsync(new Uri(post.Address(), UriKind.Relative));
        theirs.ShouldNotContain("stairs");
        theirs.ShouldNotContain("Dilys");
        theirs.ShouldNotContain("id=\"c1\"");
        theirs.ShouldContain("No comments yet.");
    }

    [Fact]
    public async Task A_published_comment_counts_and_carries_microformats()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var dilys = site.Browser();
        await dilys.Comment(
            site,
            post.Address(),
            new
            {
                Input__Text = "Hello",
                Input__Name = "Dilys",
                Input__Site = "https://dilys.example/",
            }
        );
        await site.Moderate(1, c => c.Publish());

        var page = await site.Visitor().Page(post.Address());

        page.Text("#comments h2").ShouldBe("1 comment");
        page.QuerySelector("#c1.u-comment.h-cite .p-author.h-card a.u-url")!
            .GetAttribute("rel")
            .ShouldBe("nofollow ugc noopener");
        page.Text("#c1 .e-content").ShouldBe("Hello");
        page.QuerySelector("#c1 a.u-url.when")!
            .GetAttribute("href")
            .ShouldBe($"{post.Address()}#c1");
        page.QuerySelector("#c1 time.dt-published").ShouldNotBeNull();
        page.QuerySelector("#c1 a[href^='/report?about=']").ShouldNotBeNull();
    }

    [Fact]
    public async Task Script_in_name_and_text_shows_as_text()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();

        await visitor.Comment(
            site,
            post.Address(),
            new
            {
                Input__Text = "<script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)>",
                Input__Name = "<b onmouseover=alert(4)>Eve</b>",
            }
        );

        var page = await visitor.Page(post.Address());
        page.Text("#c1 .who").ShouldContain("<b onmouseover=alert(4)>Eve</b>");
        page.Text("#c1 .said").ShouldContain("<script>alert(1)</script>");
        page.QuerySelectorAll("#c1 script, #c1 img, #c1 [onmouseover], #c1 a[href^=javascript]")
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task R2_sending_the_same_form_twice_makes_one_comment()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();
        var page = await visitor.Page(post.Address());
        site.Clock.Advance(TimeSpan.FromSeconds(5));
        var fields = new { Input__Text = "Once", Input__Name = "Dilys" };

        var answers = await Task.WhenAll(
            visitor.Send(page, "#comment-form", fields, "Post comment"),
            visitor.Send(page, "#comment-form", fields, "Post comment"),
            visitor.Send(page, "#comment-form", fields, "Post comment")
        );

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.SeeOther);
        (await site.CommentsOn(post)).Count.ShouldBe(1);
        var more = new { Input__Text = "Twice", Input__Name = "Dilys" };
        await visitor.Send(page, "#comment-form", more, "Post comment");
        (await site.CommentsOn(post)).Select(c => c.Text).ShouldBe(["Once", "Twice"]);
    }

    [Fact]
    public async Task Comments_of_the_same_moment_all_get_in()
    {
        await using var site = new CourseSite(("Limits:CommentsPerTenMinutes", "20"));
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Visitor();
        var page = await visitor.Page(post.Address());
        site.Clock.Advance(TimeSpan.FromSeconds(5));

        var answers = await Task.WhenAll(
            Enumerable
                .Range(1, 6)
                .Select(n =>
                    visitor.Send(
                        page,
                        "#comment-form",
                        new { Input__Text = $"Words {n}", Input__Name = "Dilys" },
                        "Post comment"
                    )
                )
        );

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.SeeOther);
        (await site.CommentsOn(post)).Select(c => c.Number).ShouldBe([1, 2, 3, 4, 5, 6]);
    }
}
