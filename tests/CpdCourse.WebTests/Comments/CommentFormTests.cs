using System.Net;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Comments;

/// <summary>Whatever is typed, it is kept, and what is wrong is said in a sentence.</summary>
public sealed class CommentFormTests
{
    [Fact]
    public async Task A_slip_gives_the_form_again_with_everything_typed()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();

        var answer = await visitor.Comment(
            site,
            post.Address(),
            new
            {
                Input__Text = "The stairs!",
                Input__Name = "",
                Input__Mail = "dilys@",
                Input__Site = "https://dilys.example/",
            }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var page = await Forms.Parse(answer);
        page.Title.ShouldStartWith("Error: ");
        page.QuerySelector("#error-summary a[href='#Input_Name']").ShouldNotBeNull();
        page.QuerySelector($"main a[href='{post.Address()}']").ShouldNotBeNull();
        page.Text("#Input_Text").ShouldBe("The stairs!");
        page.QuerySelector("#Input_Mail")!.GetAttribute("value").ShouldBe("dilys@");
        page.QuerySelector("#Input_Site")!.GetAttribute("value").ShouldBe("https://dilys.example/");
        (
            await visitor.Send(
                page,
                "#comment-form",
                new { Input__Name = "Dilys", Input__Mail = "" },
                "Post comment"
            )
        ).ShouldLeadTo($"{post.Address()}#c1");
    }

    [Fact]
    public async Task C3_ten_thousand_and_one_characters_are_refused_and_kept()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();
        var text = new string('a', 10_001);

        var answer = await visitor.Comment(
            site,
            post.Address(),
            new { Input__Text = text, Input__Name = "Dilys" }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Forms.Parse(answer);
        page.QuerySelector("#Input_Text")!.TextContent.Trim().ShouldBe(text);
        page.Text("#error-summary").ShouldContain("10,000");
        (
            await visitor.Send(
                page,
                "#comment-form",
                new { Input__Text = text[1..] },
                "Post comment"
            )
        ).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("", "Write your comment first.")]
    [InlineData("  \r\n ", "Write your comment first.")]
    public async Task An_empty_comment_is_refused(string text, string sentence)
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();

        var page = await visitor
            .Comment(site, post.Address(), new { Input__Text = text, Input__Name = "Dilys" })
            .Parsed();

        page.Text("#error-summary").ShouldContain(sentence);
    }

    [Theory]
    [InlineData("👍🏽", "Zoë 🦉")]
    [InlineData("مرحبا بكم", "ליאור")]
    public async Task Emoji_and_other_scripts_are_kept(string text, string name)
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();

        await visitor.Comment(site, post.Address(), new { Input__Text = text, Input__Name = name });

        var page = await visitor.Page(post.Address());
        page.Text("#c1 .said").ShouldBe(text);
        page.Text("#c1 .p-name").ShouldBe(name);
    }

    [Fact]
    public async Task C5_a_name_of_invisible_characters_is_no_name()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();

        var answer = await visitor.Comment(
            site,
            post.Address(),
            new { Input__Text = "Boo", Input__Name = "\u200B\u2060" }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task C5_a_NUL_is_the_senders_mistake()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Visitor();
        using var body = new StringContent(
            "Input.Name=D&Input.Text=a%00b",
            System.Text.Encoding.UTF8,
            "application/x-www-form-urlencoded"
        );

        var answer = await visitor.PostAsync(
            new Uri($"{post.Address()}/comments", UriKind.Relative),
            body
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task C4_markdown_that_nests_too_deeply_is_refused_in_a_sentence()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();

        var answer = await visitor.Comment(
            site,
            post.Address(),
            new { Input__Text = new string('>', 5_000) + " a", Input__Name = "Dilys" }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Forms.Parse(answer)).Text("#error-summary").ShouldContain("flatter");
    }

    [Fact]
    public async Task A_preview_shows_the_comment_above_the_form_and_saves_nothing()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();

        var answer = await visitor.Comment(
            site,
            post.Address(),
            new { Input__Text = "So **true**", Input__Name = "Dilys" },
            "Preview"
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await Forms.Parse(answer);
        page.QuerySelector("#preview .said strong")!.TextContent.ShouldBe("true");
        page.Text("#Input_Text").ShouldBe("So **true**");
        (await site.CommentsOn(post)).ShouldBeEmpty();
        (await visitor.Send(page, "#comment-form", null, "Post comment")).ShouldLeadTo(
            $"{post.Address()}#c1"
        );
    }
}
